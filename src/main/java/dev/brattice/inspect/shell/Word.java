package dev.brattice.inspect.shell;

import java.util.List;

/**
 * A word as written.
 *
 * @param parts its pieces; none for an empty pair of quotes
 * @param start first UTF-16 unit in the parsed text
 * @param end one past the last
 */
record Word(List<Part> parts, int start, int end) {
  public Word {
    parts = List.copyOf(parts);
  }

  /** The text, where the word is one unquoted literal; otherwise empty. */
  String bare() {
    return parts.size() == 1
            && parts.getFirst() instanceof Part.Literal literal
            && !literal.quoted()
        ? literal.text()
        : "";
  }
}
