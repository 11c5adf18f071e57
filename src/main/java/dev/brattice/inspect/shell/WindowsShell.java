package dev.brattice.inspect.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Follows command lines of PowerShell and {@code cmd}, where backslashes are no escapes. */
final class WindowsShell {
  /** Words that begin commands of Windows. */
  private static final Set<String> WORDS =
      Set.of(
          "remove-item",
          "invoke-expression",
          "invoke-webrequest",
          "invoke-restmethod",
          "iex",
          "iwr",
          "irm",
          "start-process",
          "get-content",
          "set-content",
          "add-content",
          "copy-item",
          "move-item",
          "out-file",
          "vssadmin",
          "wbadmin",
          "new-object",
          "set-mppreference",
          "add-mppreference",
          "clear-eventlog",
          "clear-history",
          "wevtutil",
          "schtasks",
          "stop-computer",
          "restart-computer",
          "net",
          "bcdedit",
          "reg",
          "del",
          "rd",
          "rmdir",
          "format",
          "wmic",
          "diskpart",
          "format-volume",
          "clear-disk",
          "ri",
          "cipher",
          "erase");

  /** For each length, the first letters that words of this length have, as bits. */
  private static final int[] FIRST_LETTERS = firstLetters();

  private final ShellWalk walk;
  private final Invocation outer;
  private final Environment environment;
  private final Origin origin;

  WindowsShell(ShellWalk walk, Invocation outer, Environment environment, Origin origin) {
    this.walk = walk;
    this.outer = outer;
    this.environment = environment;
    this.origin = origin;
  }

  /** Whether {@code text} may be meant for a shell of Windows. One pass. */
  static boolean mayBe(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == ':' && text.startsWith("\\", i + 1)) {
        return true;
      }
      if (WordReader.isNamePart(c) || c == '-') {
        continue;
      }
      if (isWord(text, start, i)) {
        return true;
      }
      start = i + 1;
    }
    return false;
  }

  private static boolean isWord(String text, int start, int end) {
    int length = end - start;
    if (length < 2 || length >= FIRST_LETTERS.length) {
      return false;
    }
    int letter = (text.charAt(start) | 0x20) - 'a';
    return letter >= 0
        && letter < 26
        && (FIRST_LETTERS[length] & 1 << letter) != 0
        && WORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private static int[] firstLetters() {
    int[] letters = new int[24];
    for (String word : WORDS) {
      letters[word.length()] |= 1 << word.charAt(0) - 'a';
    }
    return letters;
  }

  /** Follows what the shell is given to run. */
  Optional<Flow> follow() {
    List<Argument> arguments = outer.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i).text().toLowerCase(Locale.ROOT);
      if (option.equals("/c") || option.equals("/k") || isCommand(option)) {
        return rest(i + 1);
      }
      if (isEncoded(option)) {
        return i + 1 < arguments.size() ? encoded(arguments.get(i + 1)) : Optional.empty();
      }
      if (takesValue(option)) {
        i++;
      } else if (!option.startsWith("-") && !option.startsWith("/")) {
        return outer.program().equals("cmd") ? Optional.empty() : rest(i);
      }
    }
    return outer
        .input()
        .filter(flow -> Programs.runsItsInput(outer))
        .flatMap(flow -> walk.windows(flow, environment.copy(), origin.inner(outer.span(), "")));
  }

  private static boolean isCommand(String option) {
    return option.length() > 1 && option.charAt(0) == '-' && "-command".startsWith(option);
  }

  private static boolean isEncoded(String option) {
    return option.equals("-ec")
        || option.length() > 1 && "-encodedcommand".startsWith(option) && option.startsWith("-e");
  }

  private static boolean takesValue(String option) {
    return option.startsWith("-ex")
        || option.equals("-ep")
        || option.startsWith("-w")
        || option.startsWith("-version")
        || option.startsWith("-inputformat")
        || option.startsWith("-outputformat");
  }

  private Optional<Flow> rest(int start) {
    List<Argument> arguments = outer.arguments();
    if (start >= arguments.size()) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    for (Argument argument : arguments.subList(start, arguments.size())) {
      text.append(text.isEmpty() ? "" : " ").append(argument.text());
      walk.code(new Effects.Code("powershell", argument.text(), argument.made(), argument.span()));
    }
    return walk.windows(
        Flow.of(text.toString()), environment.copy(), origin.inner(outer.span(), ""));
  }

  private Optional<Flow> encoded(Argument argument) {
    return StaticOutput.bytes(argument.text())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_16LE))
        .flatMap(
            text -> {
              walk.code(new Effects.Code("powershell", text, List.of(), argument.span()));
              return walk.windows(
                  Flow.of(text),
                  environment.copy(),
                  origin.inner(argument.span(), "base64>utf-16"));
            });
  }
}
