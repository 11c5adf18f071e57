package dev.brattice.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every name in backticks exists: types, packages, commands, options, keys, rules, files. */
class DocsNamesTest {
  private static final Sources SOURCES = sources();

  /** Folders of the repository: a path that begins so must be there. */
  private static final Set<String> FOLDERS =
      Set.of("docs", "src", "policies", "scripts", "bench", "changelog");

  private static Sources sources() {
    try {
      return Sources.of(Page.ROOT);
    } catch (IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
  }

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyNameExists(Page page) throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Page.Code code : page.codes()) {
      if (!isKnown(code.text())) {
        unknown.add(page.name() + ":" + code.line() + ": " + code.text());
      }
    }
    assertEquals(List.of(), unknown);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Page page) {
    List<String> broken = new ArrayList<>();
    for (String line : page.lines()) {
      int at = line.indexOf("](");
      while (at >= 0) {
        int end = line.indexOf(')', at);
        String target = line.substring(at + 2, end);
        int anchor = target.indexOf('#');
        String path = anchor < 0 ? target : target.substring(0, anchor);
        if (!path.isEmpty()
            && !path.startsWith("https://")
            && !Files.exists(page.file().resolveSibling(path))) {
          broken.add(page.name() + ": " + target);
        }
        at = line.indexOf("](", end);
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void everyCommandHasItsPlaceInTheReference() throws IOException {
    String reference = Files.readString(Page.ROOT.resolve("docs/COMMANDS.md"));
    for (String command : SOURCES.commands()) {
      long words = command.chars().filter(c -> c == ' ').count();
      if (words == 1) {
        assertTrue(reference.contains("\n## `" + command + "`\n"), command);
      } else if (words == 2) {
        String verb = command.substring(command.lastIndexOf(' ') + 1);
        String section = section(reference, command.substring(0, command.lastIndexOf(' ')));
        assertTrue(section.contains("`" + verb + "`"), command);
      }
    }
  }

  private static String section(String reference, String command) {
    int start = reference.indexOf("\n## `" + command + "`\n");
    int end = reference.indexOf("\n## ", start + 1);
    return start < 0 ? "" : reference.substring(start, end < 0 ? reference.length() : end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Exchange",
        "Effect.EGRESS",
        "Session.IN_FLIGHT_MAX",
        "proxy/Exchange",
        "inspect.text",
        "brattice audit query --outcome",
        "./brattice init",
        "--oldest-first",
        "BRATTICE_HOME",
        "audit.durability",
        "servers.NAME.trust_domain",
        "policies/standard.yaml",
        "BR-FLOW-001",
        "tool_patterns",
        "tools/call",
        "$BRATTICE_HOME/audit",
        "shell.*",
        "dev.brattice/note"
      })
  void knowsWhatIsThere(String name) throws IOException {
    assertTrue(isKnown(name), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Exchangge",
        "Effect.EGRES",
        "proxy/Exchangge",
        "inspect.txt",
        "brattice audit qery",
        "brattice audit query --outcom=x",
        "./brattice innit",
        "--oldest-frist",
        "BRATTICE_HOM",
        "audit.durabilty",
        "servers.NAME.trust_domian",
        "policies/standrad.yaml",
        "BR-FLOW-999",
        "tool_paterns"
      })
  void noticesWhatIsNot(String name) throws IOException {
    assertFalse(isKnown(name), name);
  }

  @ParameterizedTest
  @CsvSource({"a `b` c `d`, b|d", "`open, ''", "none, ''"})
  void findsWhatStandsBetweenBackticks(String line, String expected) {
    List<String> found =
        new Page("x.md", List.of(line)).codes().stream().map(Page.Code::text).toList();
    assertEquals(expected, String.join("|", found));
  }

  private static boolean isKnown(String code) throws IOException {
    if (code.startsWith("brattice ") || code.startsWith("./brattice ")) {
      return SOURCES.hasCommand(List.of(code.split(" ", 0)));
    }
    if (code.startsWith("--")) {
      return SOURCES.hasOption(firstWord(code));
    }
    if (code.startsWith("BRATTICE_")) {
      return isVariable(firstWord(code));
    }
    if (code.startsWith("BR-")) {
      return SOURCES.hasWord(code);
    }
    if (isType(code)) {
      return isKnownType(code);
    }
    if (code.indexOf('/') >= 0) {
      return isKnownPath(code);
    }
    return !isName(code) || isKnownName(code);
  }

  private static String firstWord(String code) {
    int end = 0;
    while (end < code.length() && " =".indexOf(code.charAt(end)) < 0) {
      end++;
    }
    return code.substring(0, end);
  }

  /** A variable is one of the program's, or a key in capitals. */
  private static boolean isVariable(String variable) throws IOException {
    String key =
        variable
            .substring("BRATTICE_".length())
            .toLowerCase(java.util.Locale.ROOT)
            .replace("__", ".");
    return SOURCES.hasWord(variable) || key.isEmpty() || isConfigKey(key);
  }

  private static boolean isConfigKey(String key) throws IOException {
    for (String line : Files.readAllLines(Page.ROOT.resolve("docs/surface/config-keys.txt"))) {
      String known = line.substring(0, line.indexOf(" | "));
      if (known.equals(key) || known.startsWith(key + ".") || fits(known, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String known, String key) {
    String[] parts = known.split("\\.", -1);
    String[] names = key.split("\\.", -1);
    for (int i = 0; i < names.length && i < parts.length; i++) {
      if (!parts[i].equals("*") && !parts[i].equals(names[i])) {
        return false;
      }
    }
    return names.length <= parts.length && known.indexOf('*') >= 0;
  }

  /** {@code Type}, {@code Type.member}. */
  private static boolean isType(String code) {
    boolean small = false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '_') {
        return false;
      }
      small |= Character.isLowerCase(c);
    }
    return small && !code.isEmpty() && Character.isUpperCase(code.charAt(0));
  }

  private static boolean isKnownType(String code) throws IOException {
    int dot = code.indexOf('.');
    return dot < 0
        ? SOURCES.hasType(code)
        : SOURCES.hasType(code.substring(0, dot))
            && SOURCES.hasMember(code.substring(0, dot), code.substring(dot + 1));
  }

  private static boolean isKnownPath(String code) {
    String path = code.startsWith("./") ? code.substring(2) : code;
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    Path there = Page.ROOT.resolve(firstWord(path));
    if (Files.exists(there) || SOURCES.hasWord(path)) {
      return true;
    }
    if (FOLDERS.contains(first)) {
      return false;
    }
    String rest = slash < 0 ? "" : path.substring(slash + 1);
    // A stage and a type of it, as in proxy/Exchange.
    return !SOURCES.hasPackage(first)
        || !isType(rest)
        || Files.exists(
            Page.ROOT.resolve("src/main/java/dev/brattice/" + first + "/" + rest + ".java"));
  }

  /** A name of our own making: small letters, digits, dots and low lines. */
  private static boolean isName(String code) {
    boolean letter = false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      boolean capital = Character.isUpperCase(c);
      if (!Character.isLetterOrDigit(c) && "._*".indexOf(c) < 0 || capital && i == 0) {
        return false;
      }
      letter |= Character.isLetter(c);
    }
    return letter;
  }

  private static boolean isKnownName(String code) throws IOException {
    String name = code.endsWith(".*") ? code.substring(0, code.length() - 2) : code;
    return SOURCES.hasWord(name) || SOURCES.hasPackage(name) || isConfigKey(name);
  }
}
