package dev.brattice.inspect.shell;

import java.util.List;

/**
 * A redirection as written.
 *
 * @param operator such as {@code >>} or {@code <&}
 * @param target the file or the number of a descriptor; for a here-document its delimiter
 * @param document the text of a here-document; empty for other redirections
 */
record Redirect(String operator, Word target, Document document) {

  /** Whether it opens its target for writing. */
  boolean writes() {
    return operator.indexOf('>') >= 0;
  }

  /** Whether it is a here-document. */
  boolean isDocument() {
    return operator.startsWith("<<") && !operator.equals("<<<");
  }

  /**
   * The text of a here-document. It stands behind the line, so it is filled in after the
   * redirection was read; nobody reads it before.
   */
  static final class Document {
    private List<Part> parts = List.of();

    List<Part> parts() {
      return parts;
    }

    void fill(List<Part> text) {
      parts = List.copyOf(text);
    }
  }
}
