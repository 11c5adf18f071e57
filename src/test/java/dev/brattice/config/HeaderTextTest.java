package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of headers stay out of the configuration, and out of what is said about it. */
class HeaderTextTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("TOKEN", "t-1", "SPLIT", "a\r\nX-Evil: 1", "EMPTY", "");

  @TempDir private Path folder;

  private HeaderText text(String text) {
    return HeaderText.read(text, folder).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "plain, plain",
        "$5 and $, $5 and $",
        "Bearer ${TOKEN}, Bearer t-1",
        "${TOKEN}${TOKEN}, t-1t-1",
        "a${file:secret}b, as-2b",
        "${file:./secret}, s-2"
      })
  void resolvesReferences(String text, String expected) throws Exception {
    Files.writeString(folder.resolve("secret"), "s-2\r\n");
    assertEquals(expected, text(text).resolve(ENVIRONMENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${", "${}", "${TOKEN", "${1}", "${a-b}", "${env:A}", "${file:}", "${TOKEN}${"})
  void refusesWhatIsNoReference(String text) {
    assertEquals(Optional.empty(), HeaderText.read(text, folder));
  }

  @ParameterizedTest
  @CsvSource({
    "${ABSENT}, `ABSENT`",
    "${EMPTY}, `EMPTY`",
    "${SPLIT}, visible ASCII",
    "Bearer ${file:split}, visible ASCII",
    "${file:absent}, can be read",
    "${file:.}, can be read",
    "${file:large}, at most 16384 bytes",
    "'  ', got none"
  })
  void refusesWhatLeadsNowhereWithoutQuotingIt(String text, String part) throws IOException {
    Files.writeString(folder.resolve("split"), "hidden\nX-Evil: 1");
    Files.writeString(folder.resolve("large"), "x".repeat(HeaderText.FILE_BYTES_MAX + 1));
    ConfigException refused =
        assertThrows(ConfigException.class, () -> text(text).resolve(ENVIRONMENT));
    String sentence = String.valueOf(refused.getMessage());
    assertTrue(sentence.contains(part), sentence);
    assertFalse(sentence.contains("Evil") || sentence.contains("hidden"), sentence);
  }

  @Test
  void takesTheLongestValueAndNoLonger() throws Exception {
    String longest = "x".repeat(HeaderText.VALUE_CHARS_MAX);
    assertEquals(longest, text(longest).resolve(Map.of()));
    assertThrows(ConfigException.class, () -> text(longest + "x").resolve(Map.of()));
  }

  @Test
  void whatHeadersReferToIsGuardedAndNeverShown() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            """
            servers:
              mail:
                url: "https://mail.example/mcp"
                headers: {Authorization: "Bearer ${file:token}", X-Tenant: "tenant-7"}
                trust_domain: external
            """);
    Configuration configuration = Configuration.load(Optional.of(file), Map.of(), Map.of());
    assertEquals(List.of(file.toAbsolutePath(), folder.resolve("token")), configuration.files());
    assertFalse(configuration.show().contains("tenant-7"), configuration.show());
    assertFalse(configuration.settings().toString().contains("tenant-7"));
    assertEquals(
        configuration.settings().servers().keySet(),
        Configuration.load(
                Optional.of(
                    Files.writeString(
                        folder.resolve("shown.yaml"),
                        configuration.show().replace("\"***\"", "\"${X}\""))),
                Map.of(),
                Map.of())
            .settings()
            .servers()
            .keySet());
  }
}
