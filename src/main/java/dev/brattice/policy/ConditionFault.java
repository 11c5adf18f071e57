package dev.brattice.policy;

/** An expression that could not be evaluated for some facts. Holds no text of theirs. */
final class ConditionFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** A fault with a clause such as {@code it reads an argument that is absent}. */
  ConditionFault(String clause) {
    super(clause, null, false, false);
  }

  /** The clause. */
  String clause() {
    return String.valueOf(getMessage());
  }
}
