package dev.brattice.config;

import dev.brattice.policy.PolicySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The policy that comes with this program. */
final class ShippedPolicy {
  /** The word that stands for it in the configuration. */
  static final String NAME = "standard";

  /** Where it stands on the class path. */
  static final String RESOURCE = "policies/standard.yaml";

  private ShippedPolicy() {}

  /** Reads it from the class path of {@code loader}. */
  static PolicySource read(ClassLoader loader) throws ConfigException {
    try (InputStream in = loader.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ConfigException(
            "expected the standard policy within the program, got none; the installation is not"
                + " complete");
      }
      return new PolicySource(NAME, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new ConfigException(
          "expected to read the standard policy within the program, got a fault of the disk");
    }
  }
}
