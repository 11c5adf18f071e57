package dev.brattice.inspect.secrets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Secrets stand where they are reported, apart from one another, and a masked text has none. */
class SecretDetectorFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void reportsSecretsWhereTheyStand(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    check(text);
    check("password = \"" + text + "\"");
    check("-----BEGIN RSA PRIVATE KEY-----" + text);
  }

  private static void check(String text) {
    List<Secret> secrets = SecretScanner.find(text);
    assertTrue(secrets.size() <= SecretScanner.SECRETS_MAX + 1);
    int end = 0;
    for (Secret secret : secrets) {
      assertTrue(end <= secret.start() && secret.start() < secret.end());
      assertTrue(secret.end() <= text.length());
      end = secret.end();
    }
    String masked = new SecretMask().mask(text);
    for (Secret secret : secrets) {
      String value = text.substring(secret.start(), secret.end());
      // A short value may stand elsewhere as an ordinary word.
      assertFalse(
          value.length() >= 16
              && text.indexOf(value) == text.lastIndexOf(value)
              && masked.contains(value));
    }
    // What is masked already may look like a secret again: "user:[secret]@host".
    assertTrue(!masked.equals(text) || secrets.stream().allMatch(it -> isMask(text, it)));
  }

  private static boolean isMask(String text, Secret secret) {
    return text.substring(secret.start(), secret.end()).equals("[secret]");
  }
}
