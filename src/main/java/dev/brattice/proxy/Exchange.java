package dev.brattice.proxy;

import dev.brattice.a2a.Operation;
import dev.brattice.call.Direction;
import dev.brattice.catalogue.Catalogue;
import dev.brattice.catalogue.Effect;
import dev.brattice.catalogue.Effects;
import dev.brattice.enforce.Throttles;
import dev.brattice.identity.Principal;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Subject;
import dev.brattice.mcp.Methods;
import dev.brattice.policy.Facts;
import dev.brattice.policy.Obligation;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import dev.brattice.provenance.Provenance;
import dev.brattice.state.StateException;
import java.util.List;
import java.util.Optional;

/**
 * One message through every stage, in order: look up, inspect, trace, decide. Then the relay
 * records the intent, forwards, and does the same with the answer. Whatever goes wrong here denies.
 */
public final class Exchange {
  private final Rulebook rulebook;
  private final Observer observer;
  private final ProvenanceLedger ledger;
  private final Catalogue catalogue;
  private final Principal principal;
  private final String trustDomain;
  private final Throttles throttles;

  /** An exchange of {@code principal} with one server. */
  public Exchange(
      Rulebook rulebook,
      Observer observer,
      ProvenanceLedger ledger,
      Catalogue catalogue,
      Principal principal,
      String trustDomain) {
    this(rulebook, observer, ledger, catalogue, principal, trustDomain, new Throttles());
  }

  private Exchange(
      Rulebook rulebook,
      Observer observer,
      ProvenanceLedger ledger,
      Catalogue catalogue,
      Principal principal,
      String trustDomain,
      Throttles throttles) {
    this.rulebook = rulebook;
    this.observer = observer;
    this.ledger = ledger;
    this.catalogue = catalogue;
    this.principal = principal;
    this.trustDomain = trustDomain;
    this.throttles = throttles;
  }

  /** The same exchange under other rules: what it remembers, it keeps. */
  public Exchange under(Rulebook other) {
    return new Exchange(other, observer, ledger, catalogue, principal, trustDomain, throttles);
  }

  /** Decides about {@code passage}. Never throws: a fault in a stage denies. */
  public Ruling judge(Passage passage) {
    Inspection inspection = Inspection.clean();
    Provenance provenance = Provenance.none();
    Effect effect = Effect.UNKNOWN;
    try {
      Subject subject = observer.observe(passage);
      inspection = inspect(subject);
      effect = effect(passage, inspection);
      provenance = trace(passage);
      Verdict verdict = rulebook.policy().decide(facts(passage, inspection, provenance, effect));
      return applied(Ruling.of(verdict, inspection, provenance, effect), passage);
    } catch (StateException | RuntimeException fault) {
      Ruling faulted = Ruling.of(deny(fault), inspection, provenance, effect);
      return rulebook.mode() == Mode.AUDIT ? observed(faulted) : faulted.with(deny(fault), "error");
    }
  }

  /**
   * Tags what {@code passage} brings to the client. When this returns a ruling that allows, whoever
   * checks an argument after it sees the tags, so the content may be released.
   *
   * @param call the ruling about the call that this answers; empty for what comes unasked
   * @return {@code ruling}, or a denial when the tags could not be recorded
   */
  Ruling tag(Passage passage, Optional<Ruling> call, Ruling ruling) {
    Inspection asked = call.map(Ruling::inspection).orElse(Inspection.clean());
    try {
      ledger.tag(passage, asked, ruling.inspection());
      return ruling;
    } catch (StateException | RuntimeException fault) {
      return ruling.with(deny(fault), "error");
    }
  }

  private Inspection inspect(Subject subject) {
    if (!rulebook.broken().isEmpty() && rulebook.detectorFailureDenies()) {
      throw new IllegalStateException("a detector does not work");
    }
    try {
      return rulebook.inspector().inspect(subject);
    } catch (RuntimeException fault) {
      if (rulebook.detectorFailureDenies()) {
        throw fault;
      }
      return Inspection.clean();
    }
  }

  private Provenance trace(Passage passage) throws StateException {
    return switch (passage.direction()) {
      case ARGUMENTS, CLIENT_ANSWER -> ledger.trace(passage.tree());
      case RESULT, DEFINITION, SERVER_REQUEST -> Provenance.none();
    };
  }

  private Effect effect(Passage passage, Inspection inspection) {
    if (passage.direction() == Direction.ARGUMENTS && Operation.sends(passage.method())) {
      // Another agent is somebody else, whatever the message says.
      return Effect.EGRESS;
    }
    boolean call =
        passage.direction() == Direction.ARGUMENTS && passage.method().equals(Methods.TOOLS_CALL);
    return call
        ? Effects.of(passage.tool(), catalogue.find(passage.tool()), inspection.touches())
        : Effect.UNKNOWN;
  }

  private Facts facts(
      Passage passage, Inspection inspection, Provenance provenance, Effect effect) {
    return new Facts(
        passage.direction(),
        passage.method(),
        passage.tool(),
        principal.name(),
        principal.roles(),
        principal.agent(),
        trustDomain,
        effect,
        passage.facts(),
        inspection,
        provenance,
        passage.nowMillis());
  }

  /** What the mode and the obligations make of a verdict, and its word for the records. */
  private Ruling applied(Ruling ruling, Passage passage) {
    if (rulebook.mode() == Mode.AUDIT) {
      return observed(ruling);
    }
    return switch (ruling.verdict()) {
      case Verdict.Deny deny -> ruling.with(deny, "blocked");
      case Verdict.Hold hold -> ruling.with(hold, "held");
      case Verdict.Allow allow -> allowed(ruling, allow, passage);
    };
  }

  /** In audit mode everything passes; what would have happened is in the rule and its reason. */
  private static Ruling observed(Ruling ruling) {
    Reason reason = ruling.verdict().reason();
    boolean quiet =
        ruling.verdict() instanceof Verdict.Allow allow
            && !allow.warned()
            && allow.obligations().isEmpty();
    return ruling.with(new Verdict.Allow(reason, !quiet, List.of()), quiet ? "allowed" : "warned");
  }

  private Ruling allowed(Ruling ruling, Verdict.Allow allow, Passage passage) {
    String word = ruling.decided().equals("allow") ? "allowed" : "warned";
    for (Obligation obligation : allow.obligations()) {
      switch (obligation) {
        case Obligation.Redact ignored -> word = "redacted";
        case Obligation.Annotate ignored -> {}
        case Obligation.Notify ignored -> {}
        case Obligation.Throttle throttle -> {
          if (isOver(throttle, allow.reason(), passage)) {
            return stopped(ruling, throttled(throttle, allow.reason()));
          }
        }
        case Obligation.Confine confine -> {
          return stopped(ruling, unconfined(confine, allow.reason()));
        }
      }
    }
    return ruling.with(allow, word);
  }

  private boolean isOver(Obligation.Throttle throttle, Reason reason, Passage passage) {
    String key = reason.rule() + " " + passage.tool();
    return !throttles.admit(key, throttle.callsPerMinute(), passage.nowMillis());
  }

  private static Ruling stopped(Ruling ruling, Reason reason) {
    Verdict denial = new Verdict.Deny(reason);
    return Ruling.of(denial, ruling.inspection(), ruling.provenance(), ruling.effect())
        .with(denial, "blocked");
  }

  private static Reason throttled(Obligation.Throttle throttle, Reason reason) {
    return new Reason(
        reason.rule(),
        "more than " + throttle.callsPerMinute() + " calls a minute; wait and try again",
        false,
        reason.owasp());
  }

  private static Reason unconfined(Obligation.Confine confine, Reason reason) {
    return new Reason(
        reason.rule(),
        "policy wants this call confined as `"
            + confine.profile()
            + "`, which this version cannot do; change the rule's action",
        false,
        reason.owasp());
  }

  private static Verdict deny(Exception fault) {
    String text =
        fault instanceof StateException
            ? "shared state cannot be read: " + fault.getMessage()
            : "a stage failed (" + fault.getClass().getSimpleName() + "), and what fails denies";
    return new Verdict.Deny(new Reason("fault", text, false, ""));
  }
}
