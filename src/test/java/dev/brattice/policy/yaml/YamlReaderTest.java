package dev.brattice.policy.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  @Test
  void keepsTheLineOfEveryValue() throws YamlException {
    Yaml.Mapping root = YamlReader.read("a: 1\nb:\n  - x\n  - y\n").mapping("root");
    assertEquals(3, root.get("b").orElseThrow().line());
    List<Yaml> elements = root.get("b").orElseThrow().list("b");
    assertEquals(List.of(3, 4), elements.stream().map(Yaml::line).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: 1\\na: 2            | 2 | each key once",
        "a: {x: 1, y: 2, x: 3}  | 1 | each key once",
        "a: &x 1\\nb: *x        | 1 | anchor or alias",
        "b: *x                  | 1 | anchor or alias",
        "a: !!str 1             | 1 | got a tag",
        "a: !evil {x: 1}        | 1 | got a tag",
        "? [x]\\n: 1            | 1 | a name as key",
        "a: 1\\n---\\nb: 2      | 2 | got a second one",
        "a: [1                  | 1 | well-formed YAML",
        "a:\\n\\t- x            | 2 | well-formed YAML",
        "a: \"x                 | 1 | well-formed YAML"
      })
  void refusesWhatIsNotPlain(String text, int line, String part) {
    YamlException refused =
        assertThrows(
            YamlException.class,
            () -> YamlReader.read(text.replace("\\n", "\n").replace("\\t", "\t")));
    assertTrue(refused.sentence().contains(part), refused.sentence());
    assertEquals(line, refused.line(), refused.sentence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-1.5", "1e3", ".5", "0x1F", "0o17", ".inf", "true", "null", "~", ""})
  void plainScalarsThatLookOtherwiseAreNoStrings(String text) throws YamlException {
    Yaml value = YamlReader.read("a: " + text).mapping("root").get("a").orElseThrow();
    assertThrows(YamlException.class, () -> value.string("a"));
    Yaml quoted = YamlReader.read("a: '" + text + "'").mapping("root").get("a").orElseThrow();
    assertEquals(text, quoted.string("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-y", "1.2.3", "yes", "True", "0x", "1e", "a b", "2026-01-01", "."})
  void otherPlainScalarsAreStrings(String text) throws YamlException {
    Yaml value = YamlReader.read("a: " + text).mapping("root").get("a").orElseThrow();
    assertEquals(text, value.string("a"));
  }

  @Test
  void nestingIsBounded() throws YamlException {
    String fits = "[".repeat(YamlReader.DEPTH_MAX) + "]".repeat(YamlReader.DEPTH_MAX);
    YamlReader.read("a: " + fits);
    assertThrows(YamlException.class, () -> YamlReader.read("a: [" + fits + "]"));
  }

  @Test
  @Timeout(20)
  void hostileFilesOfFullSizeAreRefusedInTime() {
    for (String piece : List.of("[", "{", "- ", "? ", "a: ", "&x ", "x: [", "!", "%", "|\n")) {
      String text = piece.repeat(YamlReader.CHARS_MAX / piece.length());
      assertThrows(YamlException.class, () -> YamlReader.read(text), piece);
    }
  }

  @Test
  void sizeIsBounded() {
    String text = "#" + "x".repeat(YamlReader.CHARS_MAX);
    assertThrows(YamlException.class, () -> YamlReader.read(text));
  }

  @Test
  void anEmptyFileIsAnEmptyMapping() throws YamlException {
    assertEquals(0, YamlReader.read("# nothing\n").mapping("root").entries().size());
  }

  @ParameterizedTest
  @CsvSource({
    "taint_label, taint_labels",
    "polcy, policy",
    "dney, deny",
    "egres, egress",
  })
  void findsTheNearestName(String word, String meant) {
    List<String> known = List.of("taint_labels", "policy", "deny", "egress", "allow");
    assertEquals(meant, Nearest.to(word, known).orElseThrow());
  }

  @Test
  void suggestsNothingThatIsFar() {
    assertTrue(Nearest.to("colour", List.of("policy", "servers")).isEmpty());
    assertTrue(Nearest.to("x".repeat(1 << 20), List.of("policy")).isEmpty());
  }
}
