package dev.brattice.gateway;

import dev.brattice.audit.AuditException;
import dev.brattice.audit.AuditLog;
import dev.brattice.config.Settings;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.state.Home;
import dev.brattice.state.KeyFile;
import dev.brattice.state.SegmentLog;
import dev.brattice.state.StateException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is kept on disk, as far as it could be opened. What could not is absent, with the reason:
 * the session then opens, and its calls are denied with that reason for want of evidence.
 *
 * @param key fingerprints; one of this process alone when the deployment's cannot be had
 * @param tags the tag log that all processes of the user share
 * @param audit the evidence of this process
 * @param problem why something is absent; empty when nothing is
 */
record Store(
    FingerprintKey key, Optional<SegmentLog> tags, Optional<AuditLog> audit, String problem) {
  private static final String TAGS = "tags";

  static Store open(Host host, Settings settings, Consumer<String> problems) {
    Home home;
    FingerprintKey key;
    try {
      home = Home.open(host.environment(), host.userHome());
      key = KeyFile.loadOrCreate(home.keys());
    } catch (StateException absent) {
      return without(passingKey(), String.valueOf(absent.getMessage()), settings, problems);
    }
    SegmentLog tags;
    try {
      tags = SegmentLog.open(home.state(), TAGS, SegmentLog.Limits.STANDARD);
    } catch (StateException absent) {
      return without(key, String.valueOf(absent.getMessage()), settings, problems);
    }
    try {
      AuditLog audit =
          AuditLog.open(home.audit(), settings.audit().durability(), AuditLog.Limits.STANDARD);
      return new Store(key, Optional.of(tags), Optional.of(audit), "");
    } catch (AuditException absent) {
      say(String.valueOf(absent.getMessage()), settings, problems);
      return new Store(
          key, Optional.of(tags), Optional.empty(), String.valueOf(absent.getMessage()));
    }
  }

  private static Store without(
      FingerprintKey key, String problem, Settings settings, Consumer<String> problems) {
    say(problem, settings, problems);
    return new Store(key, Optional.empty(), Optional.empty(), problem);
  }

  private static void say(String problem, Settings settings, Consumer<String> problems) {
    problems.accept(
        problem
            + (settings.audit().isRequired()
                ? "; until then every call is denied"
                : "; going on without evidence, as audit.required is false"));
  }

  private static FingerprintKey passingKey() {
    byte[] random = new byte[FingerprintKey.LENGTH_BYTES];
    new SecureRandom().nextBytes(random);
    return new FingerprintKey(random);
  }

  /** Closes what was opened; the audit segment gets its seal. */
  void close() throws AuditException, StateException {
    if (tags.isPresent()) {
      tags.get().close();
    }
    if (audit.isPresent()) {
      audit.get().close();
    }
  }
}
