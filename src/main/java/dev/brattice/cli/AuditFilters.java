package dev.brattice.cli;

import dev.brattice.audit.AuditQuery;
import dev.brattice.policy.yaml.Nearest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose records. */
final class AuditFilters {
  /** What a record can say about what became of a message. */
  static final List<String> OUTCOMES =
      List.of("allowed", "warned", "held", "redacted", "blocked", "error");

  /** When a record can have been made. */
  static final List<String> PHASES = List.of("intent", "outcome", "event");

  /** Which way a message can have gone. */
  static final List<String> DIRECTIONS =
      List.of("arguments", "result", "definition", "server_request", "client_answer");

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: 15m, 24h, 7d, 2026-11-24, or 2026-11-24T10:00:00Z.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
  private @Nullable String until;

  @Option(names = "--server", paramLabel = "NAME", description = "Of this server.")
  private @Nullable String server;

  @Option(names = "--tool", paramLabel = "NAME", description = "Of this tool.")
  private @Nullable String tool;

  @Option(names = "--method", paramLabel = "NAME", description = "Of this protocol method.")
  private @Nullable String method;

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      description = "arguments, result, definition, server_request or client_answer.")
  private @Nullable String direction;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "allowed, warned, held, redacted, blocked or error.")
  private @Nullable String outcome;

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = "Decided by this rule, or with a finding of it.")
  private @Nullable String rule;

  @Option(
      names = "--decision",
      paramLabel = "ID",
      description = "Of this decision: what was asked and what became of it.")
  private @Nullable String decision;

  @Option(names = "--session", paramLabel = "NAME", description = "Of this session.")
  private @Nullable String session;

  @Option(names = "--phase", paramLabel = "PHASE", description = "intent, outcome or event.")
  private @Nullable String phase;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "At most so many (default: 100).")
  private int limit;

  @Option(names = "--oldest-first", description = "The oldest first.")
  private boolean isOldestFirst;

  /**
   * What the options ask for.
   *
   * @param nowMillis what durations count back from
   */
  AuditQuery query(long nowMillis) throws CommandException {
    if (limit < 1 || limit > AuditQuery.LIMIT_MAX) {
      throw new CommandException(
          ExitCode.USAGE, "expected a --limit of 1 to " + AuditQuery.LIMIT_MAX + ", got " + limit);
    }
    AuditQuery query = AuditQuery.all().atMost(limit);
    if (isOldestFirst) {
      query = query.in(AuditQuery.Order.OLDEST_FIRST);
    }
    if (since != null) {
      query = query.since(Times.parse(since, nowMillis));
    }
    if (until != null) {
      query = query.until(Times.parse(until, nowMillis));
    }
    return where(query);
  }

  private AuditQuery where(AuditQuery all) throws CommandException {
    AuditQuery query = all;
    query = where(query, AuditQuery.Column.SERVER, server);
    query = where(query, AuditQuery.Column.TOOL, tool);
    query = where(query, AuditQuery.Column.METHOD, method);
    query = where(query, AuditQuery.Column.DIRECTION, known("--direction", direction, DIRECTIONS));
    query = where(query, AuditQuery.Column.OUTCOME, known("--outcome", outcome, OUTCOMES));
    query = where(query, AuditQuery.Column.RULE, rule);
    query = where(query, AuditQuery.Column.DECISION, decision);
    query = where(query, AuditQuery.Column.SESSION, session);
    return where(query, AuditQuery.Column.PHASE, known("--phase", phase, PHASES));
  }

  private static AuditQuery where(
      AuditQuery query, AuditQuery.Column column, @Nullable String value) {
    return value == null ? query : query.where(column, value);
  }

  /** A word that no record can have would find nothing, and nobody would know why. */
  private static @Nullable String known(String option, @Nullable String word, List<String> words)
      throws CommandException {
    if (word != null && !words.contains(word)) {
      throw new CommandException(
          ExitCode.USAGE,
          "expected one of "
              + Nearest.list(words)
              + " for `"
              + option
              + "`, got another word"
              + Nearest.to(word, words).map(name -> "; did you mean `" + name + "`?").orElse(""));
    }
    return word;
  }
}
