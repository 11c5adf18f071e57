package dev.brattice.inspect.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The commands that git is given to run. */
final class GitCommands {
  private final List<Argument> arguments;

  GitCommands(List<Argument> arguments) {
    this.arguments = arguments;
  }

  /** Hands every command to {@code commands}. */
  void each(Consumer<Argument> commands) {
    int verb = Options.firstOperand(arguments, "Cc");
    for (int i = 0; i + 1 < verb; i++) {
      if (arguments.get(i).text().equals("-c")) {
        setting(arguments.get(i + 1), commands);
      }
    }
    if (verb >= arguments.size()) {
      return;
    }
    List<Argument> rest = arguments.subList(verb + 1, arguments.size());
    switch (arguments.get(verb).text()) {
      case "config" -> {
        for (int i = 0; i + 1 < rest.size(); i++) {
          if (names(rest.get(i).text())) {
            command(rest.get(i + 1), 0, commands);
          }
        }
      }
      case "submodule" -> behind(rest, "foreach", commands);
      case "bisect" -> behind(rest, "run", commands);
      case "rebase" -> options(rest, 'x', "--exec", commands);
      case "filter-branch" -> {
        for (String filter : List.of("--tree-filter", "--index-filter", "--msg-filter")) {
          options(rest, '\0', filter, commands);
        }
        options(rest, '\0', "--env-filter", commands);
      }
      case "difftool", "mergetool" -> options(rest, 'x', "--extcmd", commands);
      case "grep" -> options(rest, 'O', "--open-files-in-pager", commands);
      case "clone", "fetch", "pull", "ls-remote" -> options(rest, '\0', "--upload-pack", commands);
      default -> {}
    }
  }

  private static void setting(Argument setting, Consumer<Argument> commands) {
    int equals = setting.text().indexOf('=');
    if (equals > 0 && names(setting.text().substring(0, equals))) {
      command(setting, equals + 1, commands);
    }
  }

  private static void command(Argument argument, int start, Consumer<Argument> commands) {
    boolean shell = argument.text().startsWith("!", start);
    commands.accept(Options.rest(argument, start + (shell ? 1 : 0)));
  }

  /** Whether the value of this setting is a command. */
  private static boolean names(String setting) {
    String lower = setting.toLowerCase(Locale.ROOT);
    return lower.startsWith("alias.")
        || lower.startsWith("filter.")
        || lower.startsWith("pager.")
        || lower.startsWith("credential.")
        || lower.endsWith("pager")
        || lower.endsWith("editor")
        || lower.endsWith("sshcommand")
        || lower.endsWith("command")
        || lower.endsWith("fsmonitor")
        || lower.endsWith(".external")
        || lower.endsWith(".cmd")
        || lower.endsWith("askpass");
  }

  private static void behind(List<Argument> rest, String verb, Consumer<Argument> commands) {
    if (rest.isEmpty() || !rest.getFirst().text().equals(verb)) {
      return;
    }
    var text = new StringBuilder();
    for (Argument argument : rest.subList(1, rest.size())) {
      if (!text.isEmpty() || !argument.isOption()) {
        text.append(text.isEmpty() ? "" : " ").append(argument.text());
      }
    }
    if (!text.isEmpty()) {
      commands.accept(Argument.plain(text.toString(), rest.getFirst().span()));
    }
  }

  private static void options(
      List<Argument> rest, char letter, String word, Consumer<Argument> commands) {
    Options.value(rest, letter, word).ifPresent(commands);
  }
}
