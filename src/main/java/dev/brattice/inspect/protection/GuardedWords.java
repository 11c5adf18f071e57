package dev.brattice.inspect.protection;

import dev.brattice.inspect.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Finds guarded paths as words in text that is no path itself, such as program text. */
final class GuardedWords {
  private static final String HOME_VARIABLE = "BRATTICE_HOME";

  private static final String[] CHANGES = {
    "'w'",
    "\"w\"",
    "'a'",
    "\"a\"",
    "'w+'",
    "\"w+\"",
    "'r+'",
    "\"r+\"",
    "write",
    "dump(",
    "unlink",
    "remove",
    "rename",
    "rmtree",
    "rmSync",
    "copyfile",
    "shutil.",
    "appendFile",
    "truncate",
    "spit",
    "put_contents",
    ".replace("
  };

  private final List<String> own;
  private final List<String> clients;
  private final List<String> spellings;

  GuardedWords(Workspace workspace) {
    this.own = tails(workspace.guarded());
    this.clients = tails(workspace.guardedForWriting());
    this.spellings = spellings(workspace);
  }

  private static List<String> spellings(Workspace workspace) {
    List<String> spellings = new ArrayList<>(workspace.guarded());
    for (String guarded : workspace.guarded()) {
      if (guarded.startsWith(workspace.home() + "/")) {
        spellings.add("~" + guarded.substring(workspace.home().length()));
      }
    }
    return spellings;
  }

  /** Whether {@code argument} holds the full path of Brattice's own files in some form. */
  boolean spellsOwn(String argument) {
    return hasAny(argument, spellings);
  }

  /** Whether {@code text} says anything of Brattice, its files or the clients' entries. */
  boolean speaksOfUs(String text) {
    return hasWord(text, "brattice") || namesOwn(text) || hasAny(text, clients);
  }

  /** Whether {@code code} names Brattice's own files. */
  boolean namesOwn(String code) {
    return hasAny(code, own) || hasWord(code, HOME_VARIABLE);
  }

  /** Whether {@code code} names a client's entries and changes files. */
  boolean changesClients(String code) {
    if (!hasAny(code, clients)) {
      return false;
    }
    for (String change : CHANGES) {
      if (code.contains(change)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAny(String text, List<String> tails) {
    for (String tail : tails) {
      if (hasWord(text, tail)) {
        return true;
      }
    }
    return false;
  }

  /** The ends of paths by which they are told apart: as much as no ordinary name has. */
  private static List<String> tails(List<String> paths) {
    List<String> tails = new ArrayList<>();
    for (String path : paths) {
      int last = path.lastIndexOf('/');
      String name = path.substring(last + 1);
      boolean telling = name.indexOf('.') >= 0;
      int before = last > 0 ? path.lastIndexOf('/', last - 1) : -1;
      tails.add(telling || before < 0 ? name : path.substring(before + 1));
    }
    return tails;
  }

  /** Whether {@code word} stands in {@code text} with nothing of a name on either side. */
  static boolean hasWord(String text, String word) {
    int at = word.isEmpty() ? -1 : text.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      boolean begins = at == 0 || !isNamePart(text.charAt(at - 1));
      boolean ends = end == text.length() || !isNamePart(text.charAt(end));
      // What follows a dot goes on as a name: a file beside the guarded one.
      boolean goesOn =
          end + 1 < text.length() && text.charAt(end) == '.' && isNamePart(text.charAt(end + 1));
      if (begins && ends && !goesOn) {
        return true;
      }
      at = text.indexOf(word, at + 1);
    }
    return false;
  }

  private static boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }
}
