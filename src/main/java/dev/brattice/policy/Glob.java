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

  private final String text;

  /** What stands between the stars, folded; the first is anchored in front, the last behind. */
  private final List<String> pieces;

  /** The pattern {@code text}, which is neither empty nor longer than {@link #CHARS_MAX}. */
  Glob(String text) {
    if (text.isEmpty() || text.length() > CHARS_MAX) {
      throw new IllegalArgumentException("expected a pattern of 1 to " + CHARS_MAX + " characters");
    }
    this.text = text;
    this.pieces = List.copyOf(pieces(text));
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    var piece = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*') {
        pieces.add(piece.toString());
        piece.setLength(0);
      } else {
        piece.append(fold(c));
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /** The pattern as written. */
  String text() {
    return text;
  }

  /** Whether the pattern stands for the whole of {@code name}. */
  boolean matches(String name) {
    String first = pieces.getFirst();
    if (pieces.size() == 1) {
      return name.length() == first.length() && isAt(first, name, 0);
    }
    String last = pieces.getLast();
    int end = name.length() - last.length();
    if (end < first.length() || !isAt(first, name, 0) || !isAt(last, name, end)) {
      return false;
    }
    int from = first.length();
    for (int i = 1; i < pieces.size() - 1; i++) {
      String piece = pieces.get(i);
      int at = find(piece, name, from, end);
      if (at < 0) {
        return false;
      }
      from = at + piece.length();
    }
    return true;
  }

  private static int find(String piece, String name, int from, int end) {
    for (int at = from; at + piece.length() <= end; at++) {
      if (isAt(piece, name, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isAt(String piece, String name, int at) {
    if (name.length() - at < piece.length()) {
      return false;
    }
    for (int i = 0; i < piece.length(); i++) {
      char wanted = piece.charAt(i);
      if (wanted != '?' && wanted != fold(name.charAt(at + i))) {
        return false;
      }
    }
    return true;
  }

  private static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  @Override
  public String toString() {
    return text;
  }
}
