package dev.brattice.inspect.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.inspect.Rows;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Severity;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretDetectorTest {
  private static final String TOKEN = "ghp_" + "x7Qm2LrT9vKpW4zN8bYc" + "D3fGhJ6sA1eUiO5t";

  static List<JsonObject> secrets() {
    return Rows.of("/attacks/secrets.jsonl");
  }

  static List<JsonObject> harmless() {
    return Rows.of("/attacks/secrets-benign.jsonl");
  }

  private static List<Finding> find(String text) {
    return Rows.find(new SecretDetector(), Direction.RESULT, new JsonString(text));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void findsExactlyTheSecret(JsonObject row) {
    String text = Rows.text(row, "text");
    String secret = Rows.text(row, "secret");
    List<Finding> found = find(text);
    assertEquals(1, found.size(), () -> row.string("id").orElse("") + " gave " + found);
    Finding finding = found.getFirst();
    assertEquals("secrets." + Rows.text(row, "rule"), finding.rule());
    assertEquals(
        secret,
        text.substring(finding.locus().start(), finding.locus().end()),
        () -> row.string("id").orElse(""));
    assertEquals(row.string("severity").orElse("warn"), finding.severity().label());
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void passesWhatIsNoSecret(JsonObject row) {
    assertEquals(List.of(), find(Rows.text(row, "text")), () -> row.string("id").orElse(""));
  }

  @Test
  void neverSaysTheSecret() {
    Finding finding = find("token " + TOKEN).getFirst();
    assertTrue(!finding.toString().contains(TOKEN.substring(4, 20)));
  }

  @Test
  void isSurerOfATokenWhoseChecksumFits() {
    String body = "x7Qm2LrT9vKpW4zN8bYcD3fGhJ6sA1";
    var crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    var sum = new StringBuilder();
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (long rest = crc.getValue(); sum.length() < 6; rest /= 62) {
      sum.insert(0, digits.charAt((int) (rest % 62)));
    }
    double fits = find("ghp_" + body + sum).getFirst().confidence();
    double differs = find("ghp_" + body + sum.reverse()).getFirst().confidence();
    assertTrue(fits > differs);
  }

  @Test
  void fingerprintsTheValueWhateverSurroundsIt() {
    var key = new FingerprintKey(new byte[FingerprintKey.LENGTH_BYTES]);
    var detector = new SecretDetector(key);
    String first =
        Rows.find(detector, Direction.RESULT, new JsonString("a " + TOKEN))
            .getFirst()
            .fingerprint();
    String second =
        Rows.find(detector, Direction.ARGUMENTS, new JsonString("TOKEN=" + TOKEN + "\n"))
            .getFirst()
            .fingerprint();
    assertEquals(key.shortFingerprint("secret", TOKEN), first);
    assertEquals(first, second);
    assertEquals("", find(TOKEN).getFirst().fingerprint());
  }

  @Test
  void findsAnEncodedSecretInItsWholeRun() {
    String run =
        Base64.getEncoder().encodeToString(("token " + TOKEN).getBytes(StandardCharsets.UTF_8));
    Finding finding = find("data: " + run + " end").getFirst();
    assertEquals("base64", finding.disguise());
    assertEquals(6, finding.locus().start());
    assertEquals(6 + run.length(), finding.locus().end());
  }

  @Test
  void reportsASecretOnceHoweverOftenItIsRead() {
    assertEquals(1, find("a%20b " + TOKEN + " &amp; \\u0041").size());
  }

  @Test
  void takesAMemberWithACredentialsNameForOne() {
    var tree = JsonObject.of("client_secret", new JsonString("9f3bX2kQ7vLm4RtZ8wPd1sHa"));
    assertEquals(
        Severity.WARN,
        Rows.find(new SecretDetector(), Direction.RESULT, tree).getFirst().severity());
    // The tool asked for it there.
    assertEquals(
        Severity.NOTE,
        Rows.find(new SecretDetector(), Direction.ARGUMENTS, tree).getFirst().severity());
    var plain = JsonObject.of("next_page_token", new JsonString("9f3bX2kQ7vLm4RtZ8wPd1sHa"));
    assertEquals(List.of(), Rows.find(new SecretDetector(), Direction.RESULT, plain));
  }

  @Test
  void neverBlocks() {
    for (JsonObject row : secrets()) {
      for (Finding finding : find(Rows.text(row, "text"))) {
        assertNotEquals(Severity.BLOCK, finding.severity());
      }
    }
  }

  @Test
  void listsABoundedNumberOfSecrets() {
    var text = new StringBuilder();
    var random = new Random(2);
    for (int i = 0; i < 2 * SecretScanner.SECRETS_MAX; i++) {
      text.append("AKIA");
      for (int j = 0; j < 16; j++) {
        text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
      }
      text.append('\n');
    }
    assertTrue(SecretScanner.find(text.toString()).size() <= SecretScanner.SECRETS_MAX + 1);
  }

  @Test
  @Timeout(20)
  void isLinearInHostileText() {
    int size = 1 << 20;
    for (String unit :
        List.of(
            "token=",
            "token=\"",
            "password: '",
            "secret:",
            "--token ",
            "-----BEGIN ",
            "-----BEGIN RSA PRIVATE KEY-----AAAA",
            "eyJ",
            "eyJ.",
            "eyJhbGciOiJIUzI1NiJ9.",
            "://",
            "a://a:",
            "a://@",
            "curl -u",
            "curl ",
            "Bearer ",
            "Basic YTpi",
            "ghp_",
            "sk-",
            "AKIA",
            "AKIAQWERTYUIOPASDFGH ",
            "Q~",
            ":AA",
            "-us",
            "tokentoken",
            "x_",
            "\\\"token\\\":\\\"")) {
      SecretScanner.find(unit.repeat(size / unit.length()));
    }
  }
}
