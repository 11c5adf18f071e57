package dev.brattice.policy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The keys of a rule in a policy file, in the order in which they are best written. */
public enum PolicyKey {
  ID("text", "name of the rule in verdicts and records; letters, digits, `.`, `_`, `-`; unique"),
  NAME("text", "a few words for people"),
  DESCRIPTION("text", "one sentence: what the rule is for; agents see it when they are denied"),
  ACTION(
      "choice",
      "allow, deny, approve decide and end evaluation; warn, audit, redact, sandbox, throttle add"
          + " to the outcome and evaluation goes on"),
  PRIORITY(
      "whole number",
      "lower is decided first (default 100); at one priority what adds comes first, then deny,"
          + " approve, allow"),
  DIRECTIONS(
      "list",
      "arguments (default), result, definition, server_request, client_answer: which way the"
          + " message flows"),
  METHODS("list of patterns", "protocol methods, such as `tools/call` or `resources/*`"),
  SERVERS("list of patterns", "servers by the operator's name"),
  TRUST_DOMAINS("list of patterns", "trust domains of the server"),
  TOOL_PATTERNS(
      "list of patterns",
      "tools as `tool` or `server/tool`; `*` is any run of characters, `?` one; case does not"
          + " matter"),
  EFFECTS("list", "local, execute, egress, unknown: what the tool does to the world"),
  TAINT_LABELS(
      "list", "secret, pii, internal: labels of the earlier results that arguments came from"),
  FINDINGS("mapping", "what detectors must have found: families, severity, rules"),
  WHEN("CEL expression", "what must hold besides; a rule that cannot be evaluated denies"),
  OWASP_ASI_ID("text", "class in the OWASP Top 10 for agentic applications, ASI01 to ASI10"),
  NOTE(
      "text",
      "for deny and approve: what would make the call pass; for warn on results: what the model is"
          + " told beside the result"),
  REDACT("choice", "for redact: findings or origins, what is masked"),
  CALLS_PER_MINUTE("whole number", "for throttle: how many calls pass in any 60 seconds"),
  PROFILE("text", "for sandbox: the profile to confine with");

  private final String type;
  private final String description;

  PolicyKey(String type, String description) {
    this.type = type;
    this.description = description;
  }

  /** The key as written in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its value is. */
  public String type() {
    return type;
  }

  /** What it means. */
  public String description() {
    return description;
  }

  /** All keys as written. */
  static List<String> labels() {
    return Stream.of(values()).map(PolicyKey::label).toList();
  }
}
