package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":1}|{ \"a\" :\t1 }",
        "\"\\u00e9\\/\\u005c\"|\"é/\\\\\"",
        "\"\\ud83d\\ude42\"|\"🙂\"",
        "\"\\n\\u0022\"|\"\\u000a\\\"\"",
        "[1.10,1e400]|[1.10, 1e400]"
      })
  void spellsTheSameMessageTheSameWay(String one, String other) {
    assertEquals(canonical(one), canonical(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[1.1]|[1.10]",
        "[1e2]|[100]",
        "{\"a\":1,\"b\":2}|{\"b\":2,\"a\":1}",
        "{\"id\":1}|{\"id\":\"1\"}",
        "\"a b\"|\"ab\"",
        "\"\\\\n\"|\"\\n\""
      })
  void tellsApartWhatAServerCouldTellApart(String one, String other) {
    assertNotEquals(canonical(one), canonical(other));
  }

  @Test
  void keepsLoneSurrogates() {
    assertNotEquals(canonical("\"\\ud800\""), canonical("\"\\ud801\""));
  }

  private static String canonical(String text) {
    return Canonical.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
