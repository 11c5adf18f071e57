package dev.brattice.proxy.a2a;

/** An agent that does not do its part; the message is one sentence for its callers. */
final class AgentException extends Exception {
  private static final long serialVersionUID = 1L;

  AgentException(String sentence) {
    super(sentence, null, false, false);
  }
}
