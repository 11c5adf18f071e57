package dev.brattice.inspect.secrets;

/**
 * A vendor's kind of secret, told by its shape.
 *
 * @param rule the last part of the rule's id
 * @param what what it is, as part of a sentence
 * @param prefix what it begins with, spelt exactly so
 * @param alphabet what its body, the part after the prefix, is spelt with
 * @param min the shortest body
 * @param max the longest body; what goes on longer is something else
 * @param form whether the prefix belongs to the secret or only stands before it
 * @param check what more must hold of the body
 */
record VendorKind(
    String rule,
    String what,
    String prefix,
    Alphabet alphabet,
    int min,
    int max,
    Form form,
    Check check) {

  /** How the prefix belongs to the secret. */
  enum Form {
    /** The secret begins with the prefix. */
    PREFIXED,
    /** The prefix names the secret: {@code AccountKey=…}. */
    NAMED
  }

  /** Says how sure a body of the right alphabet and length is the secret: 0 no, 1 certainly. */
  @FunctionalInterface
  interface Check {
    /** How sure the body {@code text[start, end)} is what it seems. */
    double confidence(String text, int start, int end);
  }
}
