package dev.brattice.inspect.shell;

import dev.brattice.inspect.Words;
import java.util.Set;
import java.util.function.Consumer;

/** Variables whose value other programs run as a command. */
final class Hooks {
  private static final Set<String> NAMES =
      Words.listed(
          """
          PROMPT_COMMAND PS0 PS1 PS4 ENV PAGER GIT_PAGER MANPAGER SYSTEMD_PAGER EDITOR VISUAL
          GIT_EDITOR GIT_SEQUENCE_EDITOR GIT_SSH_COMMAND GIT_SSH GIT_ASKPASS SSH_ASKPASS
          GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND LESSOPEN LESSCLOSE BROWSER FCEDIT SHELLOPTS
          RSYNC_RSH CVS_RSH TAR_OPTIONS MAKEFLAGS
          """);

  private Hooks() {}

  /** Hands on the commands that {@code invocation} leaves in variables. */
  static void each(Invocation invocation, Consumer<String> commands) {
    invocation
        .assignments()
        .forEach(
            (name, value) -> {
              if (NAMES.contains(name)) {
                commands.accept(value);
              }
            });
    boolean sets =
        switch (invocation.program()) {
          case "export", "declare", "typeset", "setenv", "readonly" -> true;
          default -> false;
        };
    if (sets) {
      for (Argument argument : invocation.arguments()) {
        int equals = argument.text().indexOf('=');
        if (equals > 0 && NAMES.contains(argument.text().substring(0, equals))) {
          commands.accept(argument.text().substring(equals + 1));
        }
      }
    }
  }
}
