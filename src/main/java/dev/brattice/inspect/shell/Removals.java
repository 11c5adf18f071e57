package dev.brattice.inspect.shell;

/** Tells what program text removes or reads, by the calls that its literals stand in. */
final class Removals {
  /** Calls that remove a folder with all that is in it. */
  private static final String[] TREES = {
    "rmtree",
    "remove_tree",
    "rmSync",
    "rmdirSync",
    "removeSync",
    "rimraf",
    "rm_rf",
    "rm_r",
    "remove_entry_secure",
    "emptyDirSync"
  };

  /** What stands for the user's home folder. */
  private static final String[] HOMES = {
    "Path.home()",
    "pathlib.Path.home()",
    "os.homedir()",
    "homedir()",
    "Dir.home",
    "process.env.HOME",
    "os.environ['HOME']",
    "os.environ[\"HOME\"]",
    "ENV['HOME']",
    "ENV[\"HOME\"]",
    "$ENV{HOME}"
  };

  /** The longest naming of a module that is passed over. */
  private static final int MODULE_CHARS_MAX = 32;

  private static final String[] READS = {
    "read_text",
    "read_bytes",
    ".read()",
    ".readlines",
    "readfile",
    "read_file",
    "open(",
    "open ",
    "slurp",
    "createreadstream",
    "file_get_contents"
  };

  private Removals() {}

  /** Whether {@code literal} names the folder that a call removes with all that is in it. */
  static boolean removesTree(String code, CodeStrings.Literal literal) {
    if (isTree(literal.call())) {
      return true;
    }
    boolean resolves =
        literal.call().endsWith("expanduser")
            || literal.call().endsWith("Path")
            || literal.call().endsWith("abspath")
            || literal.call().endsWith("realpath")
            || literal.call().endsWith("resolve");
    return resolves && isTree(literal.outer()) && isAll(code, literal);
  }

  private static boolean isTree(String call) {
    for (String tree : TREES) {
      if (call.endsWith(tree)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing is joined to the path that the literal is. */
  private static boolean isAll(String code, CodeStrings.Literal literal) {
    int at = literal.start() + 1 + literal.text().length();
    while (at < code.length() && ")'\" ".indexOf(code.charAt(at)) >= 0) {
      at++;
    }
    return at >= code.length() || "/,+.".indexOf(code.charAt(at)) < 0;
  }

  /** Whether {@code code} removes the home folder, named by what gives its path. */
  static boolean removesHome(String code) {
    for (String tree : TREES) {
      int at = code.indexOf(tree);
      while (at >= 0) {
        int start = at + tree.length();
        while (start < code.length() && " (".indexOf(code.charAt(start)) >= 0) {
          start++;
        }
        if (start > at + tree.length() && isHome(code, start)) {
          return true;
        }
        at = code.indexOf(tree, start);
      }
    }
    return false;
  }

  private static boolean isHome(String code, int at) {
    // The module may be named right there: require('os').homedir().
    int module = code.startsWith("require(", at) ? code.indexOf(").", at) : -1;
    int start = module >= 0 && module - at < MODULE_CHARS_MAX ? module + 2 : at;
    for (String home : HOMES) {
      if (code.startsWith(home, start)) {
        int end = start + home.length();
        return end >= code.length() || "),; \n".indexOf(code.charAt(end)) >= 0 && !joins(code, end);
      }
    }
    return false;
  }

  private static boolean joins(String code, int end) {
    int at = end;
    while (at < code.length() && code.charAt(at) == ' ') {
      at++;
    }
    return at < code.length() && (code.charAt(at) == '/' || code.charAt(at) == '+');
  }

  /** Whether {@code lower}, program text in lower case, reads files in some way. */
  static boolean reads(String lower) {
    for (String read : READS) {
      if (lower.contains(read)) {
        return true;
      }
    }
    return false;
  }
}
