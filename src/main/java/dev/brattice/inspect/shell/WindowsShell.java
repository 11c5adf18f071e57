package dev.brattice.inspect.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Follows command lines of PowerShell and {@code cmd}, where backslashes are no escapes. */
final class WindowsShell {
  private static final String[] SIGNS = {
    ":\\",
    "remove-item",
    "invoke-",
    "iex",
    "start-process",
    "-recurse",
    "/s",
    "format ",
    "reg ",
    "$env:",
    "iwr",
    "irm",
    "downloadstring",
    "get-content",
    "set-content",
    "%userprofile%",
    "copy-item",
    "move-item",
    "out-file",
    "vssadmin",
    "new-object"
  };

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

  /** Whether {@code text} may be meant for a shell of Windows. */
  static boolean mayBe(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String sign : SIGNS) {
      if (lower.contains(sign)) {
        return true;
      }
    }
    return false;
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
        new Flow(text.toString(), ""), environment.copy(), origin.inner(outer.span(), ""));
  }

  private Optional<Flow> encoded(Argument argument) {
    return StaticOutput.bytes(argument.text())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_16LE))
        .flatMap(
            text -> {
              walk.code(new Effects.Code("powershell", text, List.of(), argument.span()));
              return walk.windows(
                  new Flow(text, ""),
                  environment.copy(),
                  origin.inner(argument.span(), "base64>utf-16"));
            });
  }
}
