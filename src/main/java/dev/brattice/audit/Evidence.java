package dev.brattice.audit;

import dev.brattice.inspect.Finding;
import dev.brattice.provenance.Origin;
import java.util.List;

/**
 * What was decided about one message, redacted before it is built: no argument, no matched value.
 *
 * @param phase {@code intent} before forwarding, {@code outcome} after, {@code event} for the rest
 * @param decision id that intent, outcome and the agent's denial share
 * @param timeMillis arrival, milliseconds since 1970 UTC
 * @param principal who called
 * @param roles what the caller is, as policy saw it
 * @param agent the verified name of the program that called; empty where nobody vouches for one
 * @param session name of the session key
 * @param server which server
 * @param direction which way the message went
 * @param method protocol method
 * @param tool tool name; empty for other methods
 * @param effect what the tool does to the world: {@code local | execute | egress | unknown}
 * @param verdict what was decided: {@code allow | warn | ask | redact | deny}
 * @param outcome what became of the message: {@code allowed | warned | held | redacted | blocked |
 *     error}
 * @param rule policy rule that decided
 * @param reason its sentence
 * @param risk score 0 to 100
 * @param riskParts what it is made of
 * @param findings what was found
 * @param origins where arguments came from
 * @param digest SHA-256 of the canonical arguments or result, keyed with the deployment's key, so a
 *     short argument cannot be guessed
 * @param bytes size of the message
 * @param rulebook digest of the rulebook in force
 * @param provenancePosition how much of the tag log was folded
 */
public record Evidence(
    String phase,
    String decision,
    long timeMillis,
    String principal,
    List<String> roles,
    String agent,
    String session,
    String server,
    String direction,
    String method,
    String tool,
    String effect,
    String verdict,
    String outcome,
    String rule,
    String reason,
    int risk,
    List<RiskPart> riskParts,
    List<Finding> findings,
    List<Origin> origins,
    String digest,
    long bytes,
    String rulebook,
    long provenancePosition) {
  public Evidence {
    roles = List.copyOf(roles);
    riskParts = List.copyOf(riskParts);
    findings = List.copyOf(findings);
    origins = List.copyOf(origins);
  }
}
