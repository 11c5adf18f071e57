package dev.brattice.policy;

/** What became of one rule in one evaluation. */
public enum Outcome {
  /** It matched and decided; no later rule was looked at. */
  DECIDED("decided"),
  /** It matched and added to the outcome. */
  ADDED("matched"),
  /** Its expression could not be evaluated, and so it denied. */
  FAULTED("faulted and denied"),
  /** Its expression could not be evaluated; it would only have let pass, and was passed over. */
  PASSED_OVER("faulted and was passed over"),
  NOT_METHODS("another method"),
  NOT_SERVERS("another server"),
  NOT_TRUST_DOMAINS("another trust domain"),
  NOT_TOOL_PATTERNS("another tool"),
  NOT_EFFECTS("another effect"),
  NOT_TAINT_LABELS("no such label"),
  NOT_FINDINGS("no such finding"),
  NOT_WHEN("its expression does not hold");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** In words, for people. */
  public String words() {
    return words;
  }

  /** Whether the rule had a part in the verdict. */
  public boolean counts() {
    return switch (this) {
      case DECIDED, ADDED, FAULTED, PASSED_OVER -> true;
      case NOT_METHODS,
          NOT_SERVERS,
          NOT_TRUST_DOMAINS,
          NOT_TOOL_PATTERNS,
          NOT_EFFECTS,
          NOT_TAINT_LABELS,
          NOT_FINDINGS,
          NOT_WHEN ->
          false;
    };
  }
}
