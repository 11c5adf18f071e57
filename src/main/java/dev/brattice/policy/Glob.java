package dev.brattice.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern over names: {@code *} stands for any run of characters, {@code ?} for one; case does
 * not matter. Linear in the name: between two stars the leftmost place is always the right one, so
 * nothing is tried again, and the pattern's length is bounded.
 */
final class Glob {
  /** The most characters of one pattern. */
  static final int CHARS_MAX = 256;

  /** What stands between the stars, folded; the first is anchored in front, the last behind. */
  private final String[] pieces;

  private final boolean hasQuestionMarks;

  /** The pattern {@code text}, which is neither empty nor longer than {@link #CHARS_MAX}. */
  Glob(String text) {
    if (text.isEmpty() || text.length() > CHARS_MAX) {
      throw new IllegalArgumentException("expected a pattern of 1 to " + CHARS_MAX + " characters");
    }
    this.pieces = pieces(fold(text)).toArray(new String[0]);
    this.hasQuestionMarks = text.indexOf('?') >= 0;
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '*') {
        pieces.add(text.substring(start, i));
        start = i + 1;
      }
    }
    return pieces;
  }

  /** {@code name} as patterns see it: letters in one case. */
  static String fold(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (fold(name.charAt(i)) != name.charAt(i)) {
        char[] folded = name.toCharArray();
        for (int j = i; j < folded.length; j++) {
          folded[j] = fold(folded[j]);
        }
        return new String(folded);
      }
    }
    return name;
  }

  private static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Whether the pattern stands for the whole of {@code name}, which {@link #fold} returned. */
  boolean matches(String name) {
    String first = pieces[0];
    if (pieces.length == 1) {
      return name.length() == first.length() && isAt(first, name, 0);
    }
    String last = pieces[pieces.length - 1];
    int end = name.length() - last.length();
    if (end < first.length() || !isAt(first, name, 0) || !isAt(last, name, end)) {
      return false;
    }
    int from = first.length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int at = find(pieces[i], name, from, end);
      if (at < 0) {
        return false;
      }
      from = at + pieces[i].length();
    }
    return true;
  }

  private int find(String piece, String name, int from, int end) {
    if (!hasQuestionMarks) {
      int at = name.indexOf(piece, from);
      return at + piece.length() <= end ? at : -1;
    }
    for (int at = from; at + piece.length() <= end; at++) {
      if (isAt(piece, name, at)) {
        return at;
      }
    }
    return -1;
  }

  /** The caller has made sure that the piece ends within the name. */
  private boolean isAt(String piece, String name, int at) {
    if (!hasQuestionMarks) {
      return name.startsWith(piece, at);
    }
    for (int i = 0; i < piece.length(); i++) {
      char wanted = piece.charAt(i);
      if (wanted != '?' && wanted != name.charAt(at + i)) {
        return false;
      }
    }
    return true;
  }
}
