package dev.brattice.policy;

import dev.brattice.inspect.Locus;
import java.util.List;

/** What must be done for a verdict to hold. One that cannot be carried out denies. */
public sealed interface Obligation {
  /** Mask these spans before the message goes on. */
  record Redact(List<Locus> spans) implements Obligation {
    public Redact {
      spans = List.copyOf(spans);
    }
  }

  /** Say this to the model beside the content. */
  record Annotate(String note) implements Obligation {}

  /** Tell the operator. */
  record Notify(String note) implements Obligation {}

  /** Let at most so many calls through. */
  record Throttle(int callsPerMinute) implements Obligation {}

  /** Run only confined. */
  record Confine(String profile) implements Obligation {}
}
