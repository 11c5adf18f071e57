package dev.brattice.inspect.shell;

import dev.brattice.inspect.Touch.Action;
import dev.brattice.inspect.paths.Place;
import dev.brattice.inspect.paths.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells which files the arguments and redirections of a program name, and what it does to them. */
final class PathUses {
  private static final Set<String> READERS =
      Set.of(
          "cat",
          "tac",
          "less",
          "more",
          "head",
          "tail",
          "nl",
          "od",
          "xxd",
          "hexdump",
          "hd",
          "strings",
          "wc",
          "sort",
          "uniq",
          "cut",
          "paste",
          "join",
          "fold",
          "fmt",
          "column",
          "base64",
          "base32",
          "bat",
          "batcat",
          "diff",
          "cmp",
          "comm",
          "sdiff",
          "colordiff",
          "zcat",
          "bzcat",
          "xzcat",
          "zless",
          "view",
          "source",
          ".",
          "iconv",
          "rev",
          "pr",
          "expand",
          "type",
          "get-content",
          "gc",
          "mail",
          "mutt",
          "pbcopy",
          "xclip",
          "lpr",
          "enscript",
          "md5sum",
          "sha1sum",
          "sha256sum",
          "sha512sum",
          "cksum",
          "shasum",
          "gpg",
          "age");

  private static final Set<String> LISTERS =
      Set.of(
          "ls",
          "ll",
          "dir",
          "stat",
          "file",
          "test",
          "[",
          "[[",
          "du",
          "df",
          "tree",
          "readlink",
          "realpath",
          "exa",
          "eza",
          "lsd",
          "cd",
          "pushd",
          "chdir",
          "ssh",
          "sftp",
          "ssh-add",
          "ssh-keygen",
          "ssh-copy-id",
          "ssh-agent",
          "git",
          "get-childitem",
          "gci",
          "test-path",
          "set-location",
          "which",
          "lsof",
          "fuser");

  private static final Set<String> SILENT =
      Set.of(
          "echo",
          "printf",
          "true",
          "false",
          ":",
          "export",
          "declare",
          "local",
          "set",
          "unset",
          "alias",
          "kill",
          "pkill",
          "killall",
          "sleep",
          "seq",
          "date",
          "whoami",
          "id",
          "uname",
          "write-output",
          "write-host",
          "sudo",
          "doas",
          "env",
          "xargs",
          "nohup",
          "time",
          "timeout",
          "nice",
          "eval",
          "trap",
          "watch",
          "su",
          "pgrep",
          "pidof",
          "read",
          "basename",
          "dirname",
          "expr",
          "let",
          "test-connection",
          "ping",
          "dig",
          "nslookup",
          "host",
          "gh",
          "docker-compose");

  private static final Set<String> REMOVERS =
      Set.of(
          "rm",
          "unlink",
          "rmdir",
          "shred",
          "srm",
          "trash",
          "trash-put",
          "del",
          "erase",
          "rd",
          "remove-item",
          "ri",
          "rimraf",
          "del-cli");

  private final Invocation invocation;
  private final String home;
  private final List<PathUse> uses = new ArrayList<>();

  private PathUses(Invocation invocation, String home) {
    this.invocation = invocation;
    this.home = home;
  }

  /** The files that {@code invocation} names. */
  static List<PathUse> of(Invocation invocation, String home) {
    var finder = new PathUses(invocation, home);
    finder.redirects();
    if (!invocation.program().isEmpty()) {
      finder.program();
      finder.arguments(invocation.program());
    }
    return finder.uses;
  }

  private void redirects() {
    for (Opened opened : invocation.redirects()) {
      if (opened.isDescriptor() || isSocket(opened.target().text())) {
        continue;
      }
      Action action = opened.writes() ? Action.WRITE : Action.READ;
      add(opened.target(), action, action == Action.READ, false, opened.appends());
    }
  }

  static boolean isSocket(String path) {
    return path.startsWith("/dev/tcp/") || path.startsWith("/dev/udp/");
  }

  private void program() {
    Argument program = invocation.argv().getFirst();
    if (program.text().indexOf('/') >= 0 && !program.isUnknown()) {
      add(program, Action.EXECUTE, false, false, false);
    }
  }

  private void arguments(String program) {
    if (SILENT.contains(program)) {
      return;
    }
    if (READERS.contains(program)) {
      all(Options.operands(invocation.arguments(), valued(program)), Action.READ, true);
    } else if (LISTERS.contains(program)) {
      listed(program);
    } else if (REMOVERS.contains(program)) {
      removed();
    } else if (!transfers(program) && !filters(program)) {
      new OddPathUses(invocation, this).find(program);
    }
  }

  private static String valued(String program) {
    return switch (program) {
      case "head", "tail" -> "nc";
      case "cut" -> "dfcb";
      case "sort" -> "kt";
      case "column" -> "sc";
      case "xxd", "od", "hexdump" -> "lsNjtn";
      case "mail", "mutt" -> "sr";
      default -> "";
    };
  }

  private void listed(String program) {
    if (program.equals("git")) {
      new OddPathUses(invocation, this).find(program);
      return;
    }
    all(Options.operands(invocation.arguments(), "iFlpoDLRbcmt"), Action.READ, false);
  }

  private void removed() {
    boolean recursive =
        invocation.hasOption('r', "--recursive")
            || invocation.hasOption('R', "")
            || removesTrees(invocation.program())
            || invocation.windows() && isWindowsRecursive();
    for (Argument operand : invocation.operands()) {
      if (!(invocation.windows()
          && operand.text().startsWith("/")
          && operand.text().length() <= 2)) {
        add(operand, Action.DELETE, false, recursive, false);
      }
    }
  }

  private static boolean removesTrees(String program) {
    return switch (program) {
      case "rimraf", "del-cli", "trash", "trash-put" -> true;
      default -> false;
    };
  }

  private boolean isWindowsRecursive() {
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      if (text.equalsIgnoreCase("/s")
          || text.length() > 1 && text.regionMatches(true, 0, "-recurse", 0, text.length())) {
        return true;
      }
    }
    return false;
  }

  /** Programs whose last operand is written and whose others are read. */
  private boolean transfers(String program) {
    boolean moves = program.equals("mv") || program.equals("move-item") || program.equals("move");
    boolean copies =
        switch (program) {
          case "cp",
              "install",
              "ln",
              "rsync",
              "scp",
              "copy",
              "copy-item",
              "xcopy",
              "ditto",
              "pax",
              "gcp" ->
              true;
          default -> false;
        };
    if (!moves && !copies) {
      return false;
    }
    List<Argument> operands = Options.operands(invocation.arguments(), "togmSePeFil");
    boolean toFolder = Options.value(invocation.arguments(), 't', "--target-directory").isPresent();
    boolean recursive =
        invocation.hasOption('r', "--recursive")
            || invocation.hasOption('R', "")
            || invocation.hasOption('a', "--archive")
            || moves
            || program.equals("ln");
    for (int i = 0; i < operands.size(); i++) {
      boolean last = !toFolder && i == operands.size() - 1 && operands.size() > 1;
      if (!isRemote(operands.get(i).text())) {
        Action source = moves ? Action.DELETE : Action.READ;
        add(operands.get(i), last ? Action.WRITE : source, !last, recursive && !last, false);
      }
    }
    if (toFolder) {
      Options.value(invocation.arguments(), 't', "--target-directory")
          .ifPresent(folder -> add(folder, Action.WRITE, false, false, false));
    }
    return true;
  }

  /** Whether {@code text} names a file on another machine: {@code host:path}. */
  static boolean isRemote(String text) {
    int colon = text.indexOf(':');
    return colon > 1 && text.lastIndexOf('/', colon) < 0 || text.contains("://");
  }

  /** Programs whose first operand is a pattern or a program and whose others are files. */
  private boolean filters(String program) {
    String valued =
        switch (program) {
          case "grep", "egrep", "fgrep", "rg", "ag", "ack", "zgrep" -> "efABCmdgtT";
          case "sed", "gsed" -> "efl";
          case "awk", "gawk", "mawk", "nawk" -> "Fvf";
          case "jq", "yq" -> "LnI";
          default -> "";
        };
    if (valued.isEmpty()) {
      return false;
    }
    boolean apart =
        Options.value(invocation.arguments(), 'e', "--regexp").isPresent()
            || Options.value(invocation.arguments(), 'f', "--file").isPresent();
    List<Argument> operands = Options.operands(invocation.arguments(), valued);
    boolean inPlace =
        valued.startsWith("ef") && program.endsWith("sed") && hasInPlace()
            || program.equals("yq") && hasInPlace();
    boolean recursive = invocation.hasOption('r', "--recursive") || invocation.hasOption('R', "");
    for (int i = apart ? 0 : 1; i < operands.size(); i++) {
      add(operands.get(i), inPlace ? Action.WRITE : Action.READ, true, recursive, false);
    }
    return true;
  }

  private boolean hasInPlace() {
    return invocation.hasOption('i', "--in-place") || invocation.hasOption('i', "--inplace");
  }

  void all(List<Argument> operands, Action action, boolean reveals) {
    for (Argument operand : operands) {
      add(operand, action, reveals, false, false);
    }
  }

  /** Adds the file that {@code named} names, if it can be told which one that is. */
  void add(Argument named, Action action, boolean reveals, boolean recursive, boolean appends) {
    String text = named.text();
    if (text.isEmpty() || named.beginsUnknown() || named.process() || text.equals("-")) {
      return;
    }
    boolean anchored = text.charAt(0) == '/' || text.length() > 2 && text.charAt(1) == ':';
    if (!anchored && invocation.directory().isEmpty()) {
      return;
    }
    // A tilde that is still there was quoted: it is part of a name.
    String spelled = text.charAt(0) == '~' && !invocation.windows() ? "./" + text : text;
    Place place = Places.literally(spelled, invocation.directory(), home);
    uses.add(new PathUse(place, action, reveals, recursive, appends, named.span(), named.glob()));
  }
}
