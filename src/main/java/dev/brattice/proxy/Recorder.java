package dev.brattice.proxy;

import dev.brattice.audit.AuditException;
import dev.brattice.audit.AuditLog;
import dev.brattice.audit.Evidence;
import dev.brattice.audit.RiskPart;
import dev.brattice.call.Direction;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.identity.Principal;
import dev.brattice.identity.SessionKey;
import dev.brattice.json.JsonWriter;
import dev.brattice.mcp.Methods;
import dev.brattice.policy.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Turns rulings into evidence and hands it to the log. Nothing of a message's text gets into it.
 */
public final class Recorder {
  private final Optional<AuditLog> log;
  private final FingerprintKey key;
  private final Principal principal;
  private final SessionKey session;
  private final boolean required;
  private final String problem;
  private final String rulebook;

  /**
   * A recorder.
   *
   * @param log where evidence goes; empty when it could not be opened
   * @param required whether a message whose evidence cannot be recorded must be denied
   * @param problem why the log could not be opened
   * @param rulebook digest of the rulebook in force
   */
  public Recorder(
      Optional<AuditLog> log,
      boolean required,
      String problem,
      FingerprintKey key,
      Principal principal,
      SessionKey session,
      String rulebook) {
    this.log = log;
    this.required = required;
    this.problem = problem;
    this.key = key;
    this.principal = principal;
    this.session = session;
    this.rulebook = rulebook;
  }

  /** Before a message is forwarded. */
  void intent(Passage passage, Ruling ruling) throws AuditException {
    record("intent", passage, ruling, ruling.outcome());
  }

  /** After an answer was decided, or a message was stopped. */
  void outcome(Passage passage, Ruling ruling) throws AuditException {
    record("outcome", passage, ruling, ruling.outcome());
  }

  /** A message that neither asks nor answers, or something that happened. */
  void event(Passage passage, Ruling ruling) throws AuditException {
    record("event", passage, ruling, ruling.outcome());
  }

  /** Why a message may not pass when its evidence cannot be recorded. */
  static Reason unrecorded(AuditException failed) {
    return new Reason(
        "audit",
        "evidence cannot be recorded ("
            + failed.getMessage()
            + "); repair that, or set audit.required to false to go without evidence.",
        false,
        "");
  }

  /** The same where the failure was reported already. */
  static Reason unrecorded() {
    return unrecorded(new AuditException("the audit log does not take records"));
  }

  private void record(String phase, Passage passage, Ruling ruling, String outcome)
      throws AuditException {
    if (log.isEmpty()) {
      if (required) {
        throw new AuditException(problem);
      }
      return;
    }
    byte[] content = JsonWriter.bytes(passage.tree());
    Reason reason = ruling.verdict().reason();
    boolean call =
        passage.method().equals(Methods.TOOLS_CALL) || passage.direction() == Direction.DEFINITION;
    List<RiskPart> risk = Risk.parts(ruling);
    var evidence =
        new Evidence(
            phase,
            passage.decision(),
            passage.nowMillis(),
            principal.name(),
            principal.roles(),
            principal.agent(),
            session.name(),
            passage.tool().server(),
            passage.direction().label(),
            passage.method(),
            call ? passage.tool().tool() : "",
            ruling.effect().label(),
            ruling.decided(),
            outcome,
            reason.rule(),
            reason.text(),
            Risk.score(risk),
            risk,
            ruling.inspection().findings(),
            ruling.provenance().origins(),
            key.fingerprint("content", content).toHex(),
            content.length,
            rulebook,
            ruling.provenance().position());
    try {
      log.get().record(evidence);
    } catch (AuditException failed) {
      if (required) {
        throw failed;
      }
    }
  }
}
