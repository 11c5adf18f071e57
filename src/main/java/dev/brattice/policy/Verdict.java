package dev.brattice.policy;

import java.util.List;

/** What is decided about a message. There is no third state and no null. */
public sealed interface Verdict {
  /** Why. */
  Reason reason();

  /** What must be done beside it. */
  List<Obligation> obligations();

  /** It goes on. {@code warned} when a person should see it afterwards. */
  record Allow(Reason reason, boolean warned, List<Obligation> obligations) implements Verdict {
    public Allow {
      obligations = List.copyOf(obligations);
    }
  }

  /** It stops here. */
  record Deny(Reason reason) implements Verdict {
    @Override
    public List<Obligation> obligations() {
      return List.of();
    }
  }

  /** It waits for a person. */
  record Hold(Reason reason, List<Obligation> obligations) implements Verdict {
    public Hold {
      obligations = List.copyOf(obligations);
    }
  }
}
