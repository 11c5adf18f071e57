package dev.brattice.inspect.shell;

import java.util.Locale;

/** What statements of a database destroy, by the names they give. */
final class Statements {
  /** The longest name looked at; a longer one is nobody's scratch table. */
  private static final int NAME_CHARS_MAX = 128;

  private static final String[] DROPS = {
    "drop database ", "drop schema ", "drop table ", "truncate table "
  };

  private Statements() {}

  /** Whether {@code text} holds a statement that destroys more than scratch data. */
  static boolean destroy(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("dropdatabase(")) {
      return true;
    }
    for (String drop : DROPS) {
      if (drops(lower, drop)) {
        return true;
      }
    }
    return lower.contains("delete from ") && !lower.contains(" where ");
  }

  private static boolean drops(String lower, String drop) {
    int at = lower.indexOf(drop);
    while (at >= 0) {
      int name = afterGuard(lower, at + drop.length());
      int end = nameEnd(lower, name);
      // More names may follow a comma: only one alone is read.
      int next = blanks(lower, end);
      boolean alone = next == lower.length() || lower.charAt(next) != ',';
      if (!alone || !isScratch(lower.substring(name, end))) {
        return true;
      }
      at = lower.indexOf(drop, end);
    }
    return false;
  }

  private static int afterGuard(String lower, int from) {
    int at = blanks(lower, from);
    return lower.startsWith("if exists ", at) ? blanks(lower, at + 10) : at;
  }

  private static int blanks(String lower, int from) {
    int i = from;
    while (i < lower.length() && lower.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private static int nameEnd(String lower, int from) {
    int most = Math.min(lower.length(), from + NAME_CHARS_MAX);
    int i = from;
    while (i < most && lower.charAt(i) > ' ' && ",;".indexOf(lower.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Whether {@code name} says that it is for tests or temporary: {@code app_test}. */
  static boolean isScratch(String name) {
    int start = -1;
    for (int i = 0; i <= name.length(); i++) {
      boolean part = i < name.length() && Character.isLetter(name.charAt(i));
      if (start < 0 && part) {
        start = i;
      } else if (start >= 0 && !part) {
        if (isScratchWord(name.substring(start, i).toLowerCase(Locale.ROOT))) {
          return true;
        }
        start = -1;
      }
    }
    return false;
  }

  private static boolean isScratchWord(String word) {
    return switch (word) {
      case "test", "tests", "testing", "tmp", "temp", "temporary", "scratch", "sandbox" -> true;
      default -> false;
    };
  }
}
