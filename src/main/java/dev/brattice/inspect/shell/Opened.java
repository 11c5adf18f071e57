package dev.brattice.inspect.shell;

/**
 * A redirection, expanded.
 *
 * @param operator such as {@code >>} or {@code <&}
 * @param target the file or the number of a descriptor
 */
record Opened(String operator, Argument target) {
  /** Whether it opens its target for writing. */
  boolean writes() {
    return operator.indexOf('>') >= 0;
  }

  /** Whether what was in the file before stays. */
  boolean appends() {
    return operator.endsWith(">>");
  }

  /** Whether its target is the number of an open descriptor. */
  boolean isDescriptor() {
    String text = target.text();
    boolean number = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    return operator.endsWith("&") && (number || text.startsWith("-"));
  }
}
