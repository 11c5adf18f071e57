package dev.brattice.proxy;

import dev.brattice.crypto.Digest;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Inspector;
import dev.brattice.policy.PolicySet;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What decides, as one value that an exchange keeps from its beginning to its end. A reload makes a
 * new one.
 *
 * @param inspector the detectors
 * @param policy the rules
 * @param mode whether verdicts are carried out
 * @param broken families whose detectors do not work
 * @param detectorFailureDenies whether a message is denied that a detector fails on, or that a
 *     broken one should have looked at
 * @param version of the program
 */
public record Rulebook(
    Inspector inspector,
    PolicySet policy,
    Mode mode,
    List<Family> broken,
    boolean detectorFailureDenies,
    String version) {
  public Rulebook {
    broken = List.copyOf(broken);
  }

  /** Names this rulebook in intent and outcome alike: 16 hexadecimal digits. */
  public String digest() {
    String text =
        version + "\n" + mode + "\n" + broken + detectorFailureDenies + "\n" + policy.digest();
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).toHex().substring(0, 16);
  }
}
