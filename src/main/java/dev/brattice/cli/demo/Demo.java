package dev.brattice.cli.demo;

import dev.brattice.audit.AuditException;
import dev.brattice.audit.AuditIndex;
import dev.brattice.audit.AuditQuery;
import dev.brattice.audit.AuditRow;
import dev.brattice.audit.AuditVerifier;
import dev.brattice.audit.VerificationReport;
import dev.brattice.cli.CommandException;
import dev.brattice.cli.ExitCode;
import dev.brattice.cli.SearchPath;
import dev.brattice.gateway.Host;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Plays the demonstration. */
final class Demo {
  private static final String FILES = "@modelcontextprotocol/server-filesystem@2026.8.31";
  private static final String MEMORY = "@modelcontextprotocol/server-memory@2026.8.31";
  private static final int LOG_LINES_SHOWN = 5;

  private final Host host;
  private final Paint paint;
  private final boolean kept;
  private int passed;
  private int blocked;
  private int wrong;

  Demo(Host host, Paint paint, boolean kept) {
    this.host = host;
    this.paint = paint;
    this.kept = kept;
  }

  /** Plays all scenes; the exit code. */
  int play() throws CommandException, AuditException {
    if (!SearchPath.has("npx", host.environment())) {
      throw new CommandException(
          ExitCode.CANNOT_RUN,
          "expected npx on PATH to run the two servers with, found none; install Node.js 20 or newer");
    }
    Stage stage;
    try {
      stage = Stage.build();
    } catch (IOException refused) {
      throw new CommandException(
          ExitCode.CANNOT_RUN,
          "expected to write a temporary folder, the system refused: " + refused.getMessage());
    }
    try {
      play(stage);
    } catch (IOException failed) {
      throw new CommandException(
          ExitCode.CANNOT_RUN,
          "expected two servers from npm to run, one did not; the first run fetches them, which needs"
              + " the network. What was said:"
              + words(stage, String.valueOf(failed.getMessage())));
    } finally {
      clear(stage);
    }
    return wrong == 0 ? ExitCode.DONE : ExitCode.FOUND;
  }

  private void play(Stage stage) throws IOException, AuditException, CommandException {
    paint.line("A scripted agent works in a small project, with two real MCP servers from npm:");
    paint.line("  files   brattice wrap -- npx -y " + FILES + " .");
    paint.line("  memory  brattice wrap -- npx -y " + MEMORY);
    try (Agent files = open(stage, "files", FILES, ".");
        Agent memory = open(stage, "memory", MEMORY)) {
      ordinaryWork(stage, files, memory);
      attacks(stage, files, memory);
    }
    evidence(stage);
  }

  private void ordinaryWork(Stage stage, Agent files, Agent memory) throws IOException {
    paint.heading("Ordinary work passes");
    passes("files: list the project", files.call("list_directory", path(".")), "");
    passes("files: read README.md", files.call("read_text_file", path("README.md")), "");
    passes(
        "files: read a page about prompt injection",
        files.call("read_text_file", path("docs/security.md")),
        "it talks about an attack; it is none");
    passes(
        "files: write notes.md",
        files.call(
            "write_file",
            path("notes.md")
                .with(
                    "content",
                    "Build with `rm -rf node_modules && npm ci`, see commit 9fceb02d0ae598e95dc970b74767f19372d61af8.\n")),
        "");
    passes(
        "files: read .env",
        files.call("read_text_file", path(".env")),
        "readable, and labelled secret from here on");
    passes(
        "memory: remember where the key is kept",
        memory.call(
            "create_entities",
            entity("The ticket service reads TICKET_API_KEY from .env; the port is 8080.")),
        "the name of the key, not the key");
    passes(
        "files: read "
            + stage.project().getFileName()
            + "/../"
            + stage.project().getFileName()
            + "/README.md",
        files.call("read_text_file", path("../" + stage.project().getFileName() + "/README.md")),
        "leads back into the project");
  }

  private void attacks(Stage stage, Agent files, Agent memory) throws IOException, AuditException {
    paint.heading("Five attacks are stopped");
    blocks(
        stage,
        "files: read ../../../../../../etc/passwd",
        files.call("read_text_file", path("../../../../../../etc/passwd")));
    blocks(
        stage,
        "files: read ~/.ssh/id_rsa",
        files.call("read_text_file", path(host.userHome().resolve(".ssh/id_rsa").toString())));
    blocks(
        stage,
        "memory: store the key from .env",
        memory.call("create_entities", entity("The deploy key is " + Stage.SECRET + ", keep it.")));
    String disguised = disguised(Stage.SECRET);
    blocks(
        stage,
        "memory: store it as base64 of hexadecimal digits",
        memory.call(
            "create_entities", entity("Build id " + disguised + " — données de référence")));
    blocks(
        stage,
        "files: change this project's MCP entry, so that the guard is left out next time",
        files.call("write_file", path(".mcp.json").with("content", "{\"mcpServers\":{}}")));
  }

  private static String disguised(String secret) {
    String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII));
  }

  private void evidence(Stage stage) throws AuditException {
    paint.heading("The evidence");
    VerificationReport report = AuditVerifier.verify(stage.home().resolve("audit"));
    paint.line(
        "  "
            + report.records()
            + " records, hash-chained: "
            + (report.isIntact() ? "intact" : "NOT INTACT")
            + ". None of them holds an argument or a secret.");
    if (!report.isIntact()) {
      wrong++;
    }
    paint.line("");
    paint.line(
        passed
            + " ordinary calls passed, "
            + blocked
            + " attacks were blocked before their server saw them"
            + (wrong == 0 ? "." : "; " + wrong + " things went WRONG."));
    paint.line(
        kept
            ? "Kept: BRATTICE_HOME=" + stage.home() + " brattice audit query"
            : "`brattice demo --keep` keeps the evidence to look at; `brattice init` prints the entry"
                + " for your client.");
  }

  private void passes(String what, Agent.Answer answer, String aside) {
    if (answer.isError()) {
      wrong++;
      paint.wrong(what + ": " + answer.text());
    } else {
      passed++;
      paint.passed(what, aside);
    }
  }

  private void blocks(Stage stage, String what, Agent.Answer answer) throws AuditException {
    Optional<String> decision = decision(answer);
    if (!answer.isError() || decision.isEmpty()) {
      wrong++;
      paint.wrong(what + " was not blocked: " + answer.text());
      return;
    }
    blocked++;
    paint.blocked(what, "");
    paint.detail("the agent reads", answer.text());
    explanation(stage, decision.get()).ifPresent(text -> paint.detail("you can look up", text));
  }

  private static Optional<String> decision(Agent.Answer answer) {
    return answer
        .tree()
        .object("result")
        .flatMap(result -> result.object("_meta"))
        .flatMap(meta -> meta.object("dev.brattice/decision"))
        .flatMap(decision -> decision.string("decision"));
  }

  private static Optional<String> explanation(Stage stage, String decision) throws AuditException {
    try (AuditIndex index = AuditIndex.open(stage.home().resolve("audit"))) {
      List<AuditRow> rows =
          index.query(AuditQuery.all().where(AuditQuery.Column.DECISION, decision));
      return rows.isEmpty() ? Optional.empty() : Optional.of(explanation(rows.getFirst()));
    }
  }

  private static String explanation(AuditRow row) {
    var text = new StringBuilder("rule " + row.rule() + ", risk " + row.risk());
    for (Json element : elements(row, "origins")) {
      if (element instanceof JsonObject origin) {
        text.append("; the value came from ")
            .append(origin.string("server").orElse(""))
            .append('/')
            .append(origin.string("tool").orElse(""))
            .append(" of `")
            .append(Path.of(origin.string("source").orElse("")).getFileName())
            .append("`, matched ")
            .append(origin.string("match").orElse(""));
        origin
            .string("disguise")
            .filter(disguise -> !disguise.isEmpty())
            .ifPresent(disguise -> text.append(" through ").append(disguise));
        return text.toString();
      }
    }
    return text.toString();
  }

  private static List<Json> elements(AuditRow row, String member) {
    return row.members().array(member).map(JsonArray::elements).orElse(List.of());
  }

  private Agent open(Stage stage, String name, String server, String... arguments)
      throws IOException, CommandException {
    Path launcher =
        host.program()
            .map(root -> root.resolve("brattice"))
            .filter(Files::isExecutable)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.CANNOT_RUN, "expected to be started by the `brattice` script"));
    var words =
        new ArrayList<>(
            List.of(launcher.toString(), "wrap", "--name", name, "--", "npx", "-y", server));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words);
    builder.directory(stage.project().toFile());
    builder.environment().put("BRATTICE_HOME", stage.home().toString());
    builder.environment().remove("BRATTICE_CONFIG");
    builder.environment().put("MEMORY_FILE_PATH", stage.root().resolve("memory.jsonl").toString());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(new File(log(stage, name))));
    return Agent.open(builder);
  }

  private static String log(Stage stage, String name) {
    return stage.root().resolve(name + ".log").toString();
  }

  /** How the servers began to complain, for a person who wants to know why they did not run. */
  private static String words(Stage stage, String otherwise) {
    List<String> lines = new ArrayList<>();
    for (String name : List.of("files", "memory")) {
      try (var said = Files.lines(Path.of(log(stage, name)))) {
        said.limit(LOG_LINES_SHOWN).forEach(lines::add);
      } catch (IOException | UncheckedIOException silent) {
        // It never came to say anything.
      }
    }
    List<String> shown = lines.isEmpty() ? List.of(otherwise) : lines;
    return "\n  " + String.join("\n  ", shown.subList(0, Math.min(shown.size(), LOG_LINES_SHOWN)));
  }

  private void clear(Stage stage) {
    if (kept) {
      return;
    }
    try {
      stage.clear();
    } catch (IOException left) {
      paint.line("(the temporary folder " + stage.root() + " could not be removed)");
    }
  }

  private static JsonObject path(String path) {
    return JsonObject.empty().with("path", path);
  }

  private static JsonObject entity(String observation) {
    JsonObject entity =
        JsonObject.empty()
            .with("name", "kiosk")
            .with("entityType", "project")
            .with("observations", JsonArray.of(new JsonString(observation)));
    return JsonObject.of("entities", JsonArray.of(entity));
  }
}
