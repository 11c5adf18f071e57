package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.util.List;

/** AWS access key ids, and the secret keys that stand near them. */
final class AwsKeys {
  private static final int SECRET_CHARS = 40;

  /** How far from its id a secret key is looked for. */
  private static final int NEAR_CHARS = 200;

  /** The ending of the ids that the vendor's documentation uses. */
  private static final String DOCUMENTED = "EXAMPLE";

  private AwsKeys() {}

  static void read(String text, int start, int end, List<Secret> found) {
    if (text.startsWith(DOCUMENTED, end - DOCUMENTED.length())) {
      found.add(
          new Secret(
              "documented-example",
              "an AWS access key id from the vendor's documentation",
              Severity.NOTE,
              0.3,
              start,
              end));
      return;
    }
    if (!Randomness.isDrawn(text, start + 4, end)) {
      return;
    }
    found.add(
        new Secret("aws-access-key-id", "an AWS access key id", Severity.WARN, 0.95, start, end));
    int stop = Math.min(text.length(), end + NEAR_CHARS);
    for (int i = end; i < stop; i++) {
      int run = Alphabet.BASE64.runEnd(text, i, SECRET_CHARS + 1);
      if (run - i == SECRET_CHARS && isSecret(text, i, run)) {
        found.add(
            new Secret(
                "aws-secret-access-key", "an AWS secret access key", Severity.WARN, 0.95, i, run));
        return;
      }
      i = Alphabet.BASE64.runEnd(text, i, NEAR_CHARS);
    }
  }

  /** Forty characters of base64, which are no digest in hexadecimal. */
  private static boolean isSecret(String text, int start, int end) {
    return Alphabet.HEX.runEnd(text, start, SECRET_CHARS) < end
        && Randomness.isDrawn(text, start, end);
  }
}
