package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.config.Settings;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Inspector;
import dev.brattice.inspect.instructions.InstructionDetector;
import dev.brattice.inspect.network.NetworkDetector;
import dev.brattice.inspect.paths.PathDetector;
import dev.brattice.inspect.protection.ProtectionDetector;
import dev.brattice.inspect.secrets.SecretDetector;
import dev.brattice.inspect.shell.ShellDetector;
import dev.brattice.inspect.unicode.UnicodeDetector;
import dev.brattice.policy.PolicyException;
import dev.brattice.policy.PolicySet;
import dev.brattice.proxy.Rulebook;
import java.util.List;

/** Puts together what decides. */
public final class Rulebooks {
  private Rulebooks() {}

  /**
   * The rulebook of {@code configuration}.
   *
   * @throws ConfigException when a policy file cannot be read or does not parse
   */
  public static Rulebook of(Configuration configuration, FingerprintKey key, String version)
      throws ConfigException {
    Settings settings = configuration.settings();
    Inspector inspector = new Inspector(detectors(key));
    return new Rulebook(
        inspector,
        policy(configuration),
        settings.mode(),
        inspector.brokenDetectors(),
        settings.inspect().onDetectorFailure() == Settings.OnFailure.DENY,
        version);
  }

  /** The rules of {@code configuration}. */
  public static PolicySet policy(Configuration configuration) throws ConfigException {
    try {
      return PolicySet.parse(
          configuration.policySources(), configuration.settings().policy().defaultAction());
    } catch (PolicyException wrong) {
      throw new ConfigException(String.valueOf(wrong.getMessage()));
    }
  }

  /** Every detector, in the order in which they run. */
  public static List<Detector> detectors(FingerprintKey key) {
    return List.of(
        new ProtectionDetector(),
        new ShellDetector(),
        new PathDetector(),
        new NetworkDetector(),
        new SecretDetector(key),
        new InstructionDetector(),
        new UnicodeDetector());
  }
}
