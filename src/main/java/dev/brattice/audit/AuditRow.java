package dev.brattice.audit;

import dev.brattice.json.JsonObject;

/**
 * A record that a query found.
 *
 * @param position its place in the index, ascending as records are indexed; changes when the index
 *     is built again
 * @param segment name of the segment it stands in
 * @param json the stored line, byte for byte, without its line feed
 * @param members the same, read
 */
public record AuditRow(long position, String segment, String json, JsonObject members) {
  /** The sequence number in the segment. */
  public long seq() {
    return StoredLine.number(members, "seq");
  }

  /** When the message arrived, milliseconds since 1970 UTC. */
  public long timeMillis() {
    return StoredLine.number(members, "time");
  }

  /** The score, 0 to 100. */
  public long risk() {
    return StoredLine.number(members, "risk");
  }

  /** Id that intent, outcome and the agent's denial share. */
  public String decision() {
    return text("decision");
  }

  /** {@code intent}, {@code outcome} or {@code event}. */
  public String phase() {
    return text("phase");
  }

  /** Which server. */
  public String server() {
    return text("server");
  }

  /** Protocol method. */
  public String method() {
    return text("method");
  }

  /** Tool name; empty for other methods. */
  public String tool() {
    return text("tool");
  }

  /** {@code allowed | warned | held | redacted | blocked | error}. */
  public String outcome() {
    return text("outcome");
  }

  /** Policy rule that decided. */
  public String rule() {
    return text("rule");
  }

  /** Its sentence. */
  public String reason() {
    return text("reason");
  }

  /** Any other text of the record; empty where there is none of that name. */
  public String text(String member) {
    return StoredLine.text(members, member);
  }
}
