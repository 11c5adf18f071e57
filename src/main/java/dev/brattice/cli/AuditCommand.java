package dev.brattice.cli;

import dev.brattice.audit.AuditException;
import dev.brattice.audit.AuditIndex;
import dev.brattice.audit.AuditQuery;
import dev.brattice.audit.AuditRow;
import dev.brattice.audit.AuditVerifier;
import dev.brattice.audit.Remark;
import dev.brattice.audit.VerificationReport;
import dev.brattice.gateway.Host;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import dev.brattice.state.Home;
import dev.brattice.state.StateException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brattice audit query|verify}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Look at the evidence, or verify it.",
    synopsisSubcommandLabel = "query|verify",
    footer = {
      "",
      "Examples:",
      "  brattice audit query --outcome blocked --since 24h",
      "  brattice audit query --decision ID --json",
      "  brattice audit verify",
      "  brattice audit verify /copy/of/audit"
    })
final class AuditCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Command(
      name = "query",
      mixinStandardHelpOptions = true,
      description = "Print records, the newest first.")
  int query(
      @Option(
              names = "--since",
              paramLabel = "TIME",
              description = "From then on: 15m, 24h, 7d, or 2026-11-24T10:00:00Z.")
          @Nullable String since,
      @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
          @Nullable String until,
      @Option(names = "--server", description = "Of this server.") @Nullable String server,
      @Option(names = "--tool", description = "Of this tool.") @Nullable String tool,
      @Option(names = "--method", description = "Of this protocol method.") @Nullable String method,
      @Option(
              names = "--outcome",
              description = "allowed, warned, held, redacted, blocked or error.")
          @Nullable String outcome,
      @Option(names = "--rule", description = "Decided by this rule, or with a finding of it.")
          @Nullable String rule,
      @Option(names = "--decision", description = "Of this decision.") @Nullable String decision,
      @Option(names = "--phase", description = "intent, outcome or event.") @Nullable String phase,
      @Option(
              names = "--limit",
              defaultValue = "100",
              description = "At most so many (default: 100).")
          int limit,
      @Option(names = "--oldest-first", description = "The oldest first.") boolean oldestFirst,
      @Option(names = "--json", description = "Print the stored records, one JSON object a line.")
          boolean json)
      throws AuditException, StateException, CommandException {
    if (limit < 1 || limit > AuditQuery.LIMIT_MAX) {
      throw new CommandException(
          ExitCode.USAGE, "expected a --limit of 1 to " + AuditQuery.LIMIT_MAX + ", got " + limit);
    }
    AuditQuery query = AuditQuery.all().atMost(limit);
    if (oldestFirst) {
      query = query.in(AuditQuery.Order.OLDEST_FIRST);
    }
    query = where(query, AuditQuery.Column.SERVER, server);
    query = where(query, AuditQuery.Column.TOOL, tool);
    query = where(query, AuditQuery.Column.METHOD, method);
    query = where(query, AuditQuery.Column.OUTCOME, outcome);
    query = where(query, AuditQuery.Column.RULE, rule);
    query = where(query, AuditQuery.Column.DECISION, decision);
    query = where(query, AuditQuery.Column.PHASE, phase);
    long now = System.currentTimeMillis();
    if (since != null) {
      query = query.since(Times.parse(since, now));
    }
    if (until != null) {
      query = query.until(Times.parse(until, now));
    }
    try (AuditIndex index = AuditIndex.open(folder())) {
      for (AuditRow row : index.query(query)) {
        System.out.println(json ? row.json() : line(row));
      }
    }
    return ExitCode.DONE;
  }

  private static AuditQuery where(
      AuditQuery query, AuditQuery.Column column, @Nullable String value) {
    return value == null ? query : query.where(column, value);
  }

  private static Path folder() throws StateException {
    Host host = Host.here();
    return Home.existing(host.environment(), host.userHome()).audit();
  }

  private static String line(AuditRow row) {
    String what = row.tool().isEmpty() ? row.method() : row.tool();
    String rule = row.rule().isEmpty() || row.rule().equals("default") ? "" : "  " + row.rule();
    return String.format(
        Locale.ROOT,
        "%s  %-8s %-7s %3d  %-12s %-32s %s%s",
        TIME.format(Instant.ofEpochMilli(row.timeMillis())),
        row.outcome(),
        row.phase(),
        row.risk(),
        row.text("direction"),
        row.server() + "/" + what,
        row.decision(),
        rule);
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Say whether the evidence is whole and unchanged. Exit code 4 when it is not.")
  int verify(
      @Parameters(
              arity = "0..1",
              paramLabel = "FOLDER",
              description =
                  "A folder of evidence, or a copy of one (default: the one in the home folder).")
          @Nullable Path folder,
      @Option(names = "--json", description = "Print one JSON object.") boolean json)
      throws AuditException, StateException {
    VerificationReport report = AuditVerifier.verify(folder == null ? folder() : folder);
    System.out.println(json ? JsonWriter.text(json(report)) : text(report));
    return report.isIntact() ? ExitCode.DONE : ExitCode.NOT_VERIFIED;
  }

  private static JsonObject json(VerificationReport report) {
    return JsonObject.empty()
        .with("intact", report.isIntact())
        .with("segments", report.segments())
        .with("records", report.records())
        .with("problems", remarks(report.problems()))
        .with("problems_left_out", report.problemsLeftOut())
        .with("notes", remarks(report.notes()));
  }

  private static JsonArray remarks(List<Remark> remarks) {
    return JsonArray.of(remarks.stream().map(remark -> new JsonString(remark.toString())).toList());
  }

  private static String text(VerificationReport report) {
    var text = new StringBuilder();
    for (Remark problem : report.problems()) {
      text.append("problem  ").append(problem).append('\n');
    }
    if (report.problemsLeftOut() > 0) {
      text.append("problem  (").append(report.problemsLeftOut()).append(" more)\n");
    }
    for (Remark note : report.notes()) {
      text.append("note     ").append(note).append('\n');
    }
    return text.append(report.isIntact() ? "intact: " : "NOT INTACT: ")
        .append(report.records())
        .append(" records in ")
        .append(report.segments())
        .append(" segments")
        .toString();
  }
}
