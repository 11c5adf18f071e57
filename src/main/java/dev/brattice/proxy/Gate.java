package dev.brattice.proxy;

import dev.brattice.audit.AuditException;
import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.policy.Obligation;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The stages for a protocol in which nothing waits for a person: a request, its answers one by one,
 * and what the other side says about itself. Evidence is written before anything passes; what
 * cannot be recorded is stopped.
 */
public final class Gate {
  private final String name;
  private final Supplier<Ready> inForce;
  private final DecisionIds decisions;
  private final LongSupplier clock;
  private final Outlets outlets;

  /**
   * A gate.
   *
   * @param name what policy and records call the other side
   * @param inForce what judges and records at the time; an answer is judged by what judged the
   *     request
   * @param decisions mints decision ids
   * @param clock the wall clock, milliseconds since 1970 UTC
   * @param log takes one line for a person, without any message's text
   */
  public Gate(
      String name,
      Supplier<Ready> inForce,
      DecisionIds decisions,
      LongSupplier clock,
      Consumer<String> log) {
    this.name = name;
    this.inForce = inForce;
    this.decisions = decisions;
    this.clock = clock;
    this.outlets = new Outlets(message -> {}, message -> {}, log);
  }

  /** A request that may go on, whose answers are judged with it. */
  public static final class Asked {
    private final Passage passage;
    private final Ruling ruling;
    private final Ready by;

    private Asked(Passage passage, Ruling ruling, Ready by) {
      this.passage = passage;
      this.ruling = ruling;
      this.by = by;
    }
  }

  /** What becomes of something. */
  public sealed interface Outcome {
    /**
     * It goes on.
     *
     * @param asked what its answers are judged with
     * @param content what goes on of it
     * @param notes what its reader should be told beside it
     */
    record Passed(Asked asked, Json content, List<String> notes) implements Outcome {
      public Passed {
        notes = List.copyOf(notes);
      }
    }

    /**
     * It does not.
     *
     * @param reason why
     * @param decision the id of the decision
     */
    record Stopped(Reason reason, String decision) implements Outcome {}
  }

  /** Judges a request and records the intent, or that it was stopped. */
  public Outcome ask(String method, JsonObject arguments) {
    var passage =
        new Passage(
            Direction.ARGUMENTS,
            method,
            new ToolRef(name, method),
            arguments,
            decisions.next(),
            clock.getAsLong());
    Ready ready = inForce.get();
    Ruling ruling = ready.exchange().judge(passage);
    List<String> notes = notes(ruling);
    Shaping.Shaped shaped = shaped(passage, ruling, ready);
    try {
      if (shaped.ruling().denies()) {
        ready.recorder().outcome(passage, shaped.ruling());
        return stopped("blocked", passage, shaped.ruling().verdict().reason());
      }
      ready.recorder().intent(passage, shaped.ruling());
    } catch (AuditException failed) {
      return stopped("blocked", passage, Recorder.unrecorded(failed));
    }
    return new Outcome.Passed(new Asked(passage, ruling, ready), shaped.content(), notes);
  }

  /** Judges the whole answer to {@code asked}. */
  public Outcome answer(Asked asked, Json content) {
    return told(asked, Direction.RESULT, content, asked.by.recorder()::outcome);
  }

  /** Judges one of several parts of the answer to {@code asked}. */
  public Outcome part(Asked asked, Json content) {
    return told(asked, Direction.RESULT, content, asked.by.recorder()::event);
  }

  /** Records that the answer to {@code asked}, which came in parts, is over. */
  public void end(Asked asked) {
    Passage passage = passage(asked, Direction.RESULT, JsonObject.empty());
    try {
      asked.by.recorder().outcome(passage, asked.by.exchange().judge(passage));
    } catch (AuditException failed) {
      outlets.say("the end of an answer could not be recorded: " + failed.getMessage());
    }
  }

  /** Judges what the other side says about itself, in answer to {@code asked}. */
  public Outcome describe(Asked asked, Json content) {
    return told(asked, Direction.DEFINITION, content, asked.by.recorder()::outcome);
  }

  /** Judges one element of what the other side says about itself. */
  public Outcome element(Asked asked, Json content) {
    return told(asked, Direction.DEFINITION, content, asked.by.recorder()::event);
  }

  /** Tells a person of something about {@code asked} that is no policy decision. */
  public void say(Asked asked, String problem) {
    outlets.say(problem + " (" + asked.passage.decision() + ")");
  }

  /** The same where it is all that comes of it. */
  public void failed(Asked asked, String problem) {
    say(asked, problem);
    end(asked);
  }

  /** Where a ruling is written down. */
  private interface Ledger {
    void take(Passage passage, Ruling ruling) throws AuditException;
  }

  private Outcome told(Asked asked, Direction direction, Json content, Ledger into) {
    Passage passage = passage(asked, direction, content);
    Ruling ruling = asked.by.exchange().judge(passage);
    if (direction == Direction.RESULT) {
      // Invariant: tags are in the log before what they are about is released.
      ruling = asked.by.exchange().tag(passage, Optional.of(asked.ruling), ruling);
    }
    List<String> notes = notes(ruling);
    Shaping.Shaped shaped = shaped(passage, ruling, asked.by);
    try {
      into.take(passage, shaped.ruling());
    } catch (AuditException failed) {
      return stopped("withheld an answer of", passage, Recorder.unrecorded(failed));
    }
    return shaped.ruling().denies()
        ? stopped("withheld an answer of", passage, shaped.ruling().verdict().reason())
        : new Outcome.Passed(asked, shaped.content(), notes);
  }

  private Passage passage(Asked asked, Direction direction, Json content) {
    return new Passage(
        direction,
        asked.passage.method(),
        asked.passage.tool(),
        content,
        asked.passage.decision(),
        clock.getAsLong());
  }

  /** Notes are the protocol's own to place: they are no part of what is shaped here. */
  private Shaping.Shaped shaped(Passage passage, Ruling ruling, Ready ready) {
    Ruling bare = ruling;
    if (ruling.verdict() instanceof Verdict.Allow allow) {
      List<Obligation> rest = new ArrayList<>(allow.obligations());
      rest.removeIf(obligation -> obligation instanceof Obligation.Annotate);
      bare = ruling.with(new Verdict.Allow(allow.reason(), allow.warned(), rest), ruling.outcome());
    }
    return Shaping.shape(passage, bare, List.of(), ready, outlets);
  }

  private static List<String> notes(Ruling ruling) {
    List<String> notes = new ArrayList<>();
    for (Obligation obligation : Shaping.notes(ruling)) {
      if (obligation instanceof Obligation.Annotate annotate) {
        notes.add(annotate.note());
      }
    }
    return notes;
  }

  private Outcome stopped(String what, Passage passage, Reason reason) {
    outlets.say(
        what + " " + passage.tool() + " (" + reason.rule() + ", " + passage.decision() + ")");
    return new Outcome.Stopped(reason, passage.decision());
  }
}
