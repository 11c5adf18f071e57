package dev.brattice.inspect.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
  private static final String TOKEN = "ghp_" + "x7Qm2LrT9vKpW4zN8bYc" + "D3fGhJ6sA1eUiO5t";

  private final SecretMask mask = new SecretMask();

  @Test
  void masksSecretsAndNothingElse() {
    assertEquals(
        "connecting with [secret] to postgres://app:[secret]@db.internal:5432/x",
        mask.mask("connecting with " + TOKEN + " to postgres://app:s3cr4t-Pw@db.internal:5432/x"));
  }

  @Test
  void masksEncodedSecrets() {
    String run = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
    assertEquals("sent [secret]", mask.mask("sent " + run));
  }

  @Test
  void leavesOtherLinesAsTheyAre() {
    String line = "listening on http://127.0.0.1:3000 (pid 4711)";
    assertSame(line, mask.mask(line));
    assertEquals("", mask.mask(""));
  }
}
