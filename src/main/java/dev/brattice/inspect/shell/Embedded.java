package dev.brattice.inspect.shell;

import dev.brattice.inspect.Words;
import java.util.List;
import java.util.Set;

/**
 * Commands that the arguments of a program spell. A program that is not known may start them, as
 * many do for others: what they would do counts, but only as something that may be.
 */
final class Embedded {
  /** How many arguments of one program are looked through. */
  static final int ARGUMENTS_MAX = 256;

  /** The longest argument that is read as a command line of its own. */
  static final int TEXT_CHARS_MAX = 16_384;

  /** Programs whose name among the arguments of another says that they may be started. */
  private static final Set<String> TELLING =
      Words.listed(
          """
          rm shred dd mkfs wipefs find mv chmod chown sh bash zsh dash ksh ash fish sudo doas
          env busybox nc ncat socat kill killall pkill curl wget cat tee truncate eval xargs
          rimraf brattice powershell pwsh blkdiscard unlink tar
          """);

  /** Programs whose arguments are read or printed, by people or by other machines. */
  private static final Set<String> SPEAKERS =
      Words.listed(
          """
          echo printf write-output write-host grep egrep fgrep rg ag ack zgrep ugrep git hg
          svn jj gh glab jq yq sed gsed logger say wall write notify-send cowsay figlet man
          tldr which whence whereis type apropos info help whatis curl wget http https xh mail
          mailx mutt claude codex gemini llm ollama aider test [ [[ expr basename dirname
          touch mkdir ls cat head tail less cp mv rm chmod chown diff export declare local set
          unset alias read true false : kill pkill killall pgrep ps date dd tee tar unlink
          shred apt apt-get brew dnf yum pacman apk pip pip3 cargo shellcheck shfmt highlight
          bat fc wc sort uniq cut tr xdg-open open
          """);

  private final Invocation invocation;

  Embedded(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Follows what the arguments spell. */
  void follow(ShellWalk walk, Unwrapping unwrapping) {
    if (SPEAKERS.contains(invocation.program()) || invocation.windows()) {
      return;
    }
    List<Argument> arguments = invocation.arguments();
    int count = Math.min(arguments.size(), ARGUMENTS_MAX);
    boolean started = false;
    for (int i = 0; i < count; i++) {
      String text = arguments.get(i).text();
      if (i > 0 && tellsOfOther(arguments.get(i - 1).text())) {
        continue;
      }
      int start = text.length() > TEXT_CHARS_MAX ? -1 : commandStart(text);
      if (start >= 0 && text.indexOf(' ', start) > 0) {
        walk.maybe(() -> unwrapping.followText(text.substring(start)));
      } else if (start == 0 && !started) {
        started = true;
        int first = i;
        walk.maybe(() -> unwrapping.startsAt(first));
      }
    }
  }

  /** Whether an option's value is a text for people. */
  private static boolean tellsOfOther(String option) {
    return switch (option) {
      case "-m",
          "--message",
          "--title",
          "--body",
          "--description",
          "--notes",
          "--comment",
          "--subject",
          "--prompt",
          "--grep",
          "--text",
          "--summary" ->
          true;
      default -> false;
    };
  }

  /**
   * Whether some line of {@code text} begins with a telling program and what it may be given: no
   * statement of other languages does.
   */
  static boolean beginsCommand(String text) {
    int at = 0;
    while (at < text.length()) {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
      int name = at;
      int end = at;
      while (end < text.length() && isPathPart(text.charAt(end))) {
        name = text.charAt(end++) == '/' ? end : name;
      }
      if (isTelling(text, name, end) && isGiven(text, end)) {
        return true;
      }
      int next = text.indexOf('\n', at);
      at = next < 0 ? text.length() : next + 1;
    }
    return false;
  }

  /** Whether what stands at {@code at} may be an argument, and is no operator. */
  private static boolean isGiven(String text, int at) {
    int next = at + 1;
    return next < text.length()
        && text.charAt(at) == ' '
        && (WordReader.isNamePart(text.charAt(next))
            || "-/~.'\"$<>&|".indexOf(text.charAt(next)) >= 0);
  }

  private static boolean isPathPart(char c) {
    return isWordPart(c) || c == '/';
  }

  /** Where in {@code text} the first word stands that names a telling program; -1 for none. */
  static int commandStart(String text) {
    int at = 0;
    while (at < text.length()) {
      while (at < text.length() && !WordReader.isNameStart(text.charAt(at))) {
        at++;
      }
      int start = at;
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
      if (at > start && beginsWord(text, start) && isTelling(text, start, at)) {
        return pathStart(text, start);
      }
      at = Math.max(at, start + 1);
    }
    return -1;
  }

  private static boolean isTelling(String text, int start, int end) {
    boolean ends = end == text.length() || text.charAt(end) <= ' ';
    return ends
        && end - start <= 12
        && (TELLING.contains(text.substring(start, end)) || text.startsWith("mkfs.", start));
  }

  private static boolean isWordPart(char c) {
    return WordReader.isNamePart(c) || c == '-' || c == '.';
  }

  private static boolean beginsWord(String text, int start) {
    return start == 0 || " \t\n!;|&('\"`:=/+@{".indexOf(text.charAt(start - 1)) >= 0;
  }

  /** Where the path of the program begins whose name stands at {@code start}. */
  private static int pathStart(String text, int start) {
    int at = start;
    while (at > 0 && (text.charAt(at - 1) == '/' || isWordPart(text.charAt(at - 1)))) {
      at--;
    }
    return at;
  }
}
