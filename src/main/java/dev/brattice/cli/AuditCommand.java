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
import picocli.CommandLine.Mixin;
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
      "  brattice audit verify"
    })
final class AuditCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Command(
      name = "query",
      mixinStandardHelpOptions = true,
      description = {
        "Print records, the newest first.",
        "All options that choose records must hold at once."
      },
      footer = {
        "",
        "Examples:",
        "  brattice audit query --outcome blocked --since 24h",
        "  brattice audit query --rule BR-FLOW-001 --json",
        "  brattice audit query --decision ID --oldest-first"
      })
  int query(
      @Mixin AuditFilters filters,
      @Option(names = "--json", description = "Print the stored records, one JSON object a line.")
          boolean json)
      throws AuditException, StateException, CommandException {
    AuditQuery query = filters.query(System.currentTimeMillis());
    List<AuditRow> rows;
    try (AuditIndex index = AuditIndex.open(folder())) {
      rows = index.query(query);
    }
    for (AuditRow row : rows) {
      System.out.println(json ? row.json() : line(row));
    }
    return rows.isEmpty() ? Commands.say("no such records", ExitCode.DONE) : ExitCode.DONE;
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
      description = "Say whether the evidence is whole and unchanged. Exit code 4 when it is not.",
      footer = {
        "",
        "Examples:",
        "  brattice audit verify",
        "  brattice audit verify /copy/of/audit --json"
      })
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
        .append(counted(report.records(), "record"))
        .append(" in ")
        .append(counted(report.segments(), "segment"))
        .toString();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
