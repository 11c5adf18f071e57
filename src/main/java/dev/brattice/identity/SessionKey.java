package dev.brattice.identity;

/**
 * The scope in which provenance is remembered (the taint domain). Ours, not the protocol's. Where
 * the scope is not known, the wider one is used: over-label, never under-label.
 */
public sealed interface SessionKey {
  /** A stable name for records and files. */
  String name();

  /** Everything one principal does: separately wrapped servers of a user share this one. */
  record PrincipalScope(String principal) implements SessionKey {
    @Override
    public String name() {
      return "principal:" + principal;
    }
  }

  /** One conversation that the client names. */
  record Conversation(String principal, String id) implements SessionKey {
    @Override
    public String name() {
      return "conversation:" + principal + ":" + id;
    }
  }

  /** One trace that the client declares (W3C trace context). */
  record DeclaredTrace(String principal, String traceId) implements SessionKey {
    @Override
    public String name() {
      return "trace:" + principal + ":" + traceId;
    }
  }

  /** One child process over stdio that shares nothing. */
  record StdioChild(String principal, String instance) implements SessionKey {
    @Override
    public String name() {
      return "child:" + principal + ":" + instance;
    }
  }
}
