package dev.brattice.cli;

import dev.brattice.audit.AuditException;
import dev.brattice.audit.AuditVerifier;
import dev.brattice.audit.VerificationReport;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.gateway.Gates;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Rulebooks;
import dev.brattice.inspect.Detector;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.state.Home;
import dev.brattice.state.KeyFile;
import dev.brattice.state.StateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brattice doctor}: what works here and what does not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check that everything works on this machine, and say what does not.",
    footer = {
      "",
      "Examples:",
      "  brattice doctor",
      "  brattice doctor --config brattice.yaml --json",
      "",
      "Exit codes: 0 all well, 3 something does not work."
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  private final List<Check> checks = new ArrayList<>();

  /** How a check went. */
  private enum State {
    OK,
    NOTE,
    FAIL
  }

  /** One check: what, how it went, one sentence. */
  private record Check(String what, State state, String sentence) {}

  @Override
  public Integer call() {
    Host host = Host.here();
    program(host);
    configuration(host);
    detectors();
    store(host);
    machine(host);
    boolean well = checks.stream().noneMatch(check -> check.state() == State.FAIL);
    System.out.println(isJson ? JsonWriter.text(json(well)) : text());
    return well ? ExitCode.DONE : ExitCode.CANNOT_RUN;
  }

  private void program(Host host) {
    add("version", State.OK, host.version() + " on Java " + Runtime.version());
    Optional<Path> cache = host.program().map(root -> root.resolve("target/app/brattice.aot"));
    boolean there = cache.filter(Files::exists).isPresent();
    add(
        "start-up cache",
        there ? State.OK : State.NOTE,
        there ? "present" : "absent: starts are slower; `./build app` makes it");
  }

  private void configuration(Host host) {
    String file = config.inForce(host).map(path -> "`" + path + "`").orElse("the defaults");
    try {
      Configuration loaded = config.load(host);
      int rules = Rulebooks.policy(loaded).rules().size();
      add("configuration", State.OK, file + ", " + rules + " policy rules");
      switch (loaded.settings().mode()) {
        case ENFORCE -> add("mode", State.OK, "enforce");
        case AUDIT -> add("mode", State.NOTE, "audit: everything is recorded, nothing is blocked");
      }
      Gates.certificate(loaded)
          .ifPresent(
              said -> add("certificate", said.expires() ? State.NOTE : State.OK, said.sentence()));
    } catch (ConfigException wrong) {
      add("configuration", State.FAIL, String.valueOf(wrong.getMessage()));
    }
    Configurations.unused(config.inForce(host), host)
        .ifPresent(sentence -> add("configuration", State.NOTE, sentence));
  }

  private void detectors() {
    for (Detector detector :
        Rulebooks.detectors(new FingerprintKey(new byte[FingerprintKey.LENGTH_BYTES]))) {
      boolean works = detector.catchesCanary();
      add(
          "detector " + detector.family().label(),
          works ? State.OK : State.FAIL,
          works ? "catches its canary" : "misses the attack made up to test it");
    }
  }

  private void store(Host host) {
    try {
      Home home = Home.open(host.environment(), host.userHome());
      KeyFile.loadOrCreate(home.keys());
      add("home", State.OK, "`" + home.root() + "`");
      VerificationReport report = AuditVerifier.verify(home.audit());
      add(
          "evidence",
          report.isIntact() ? State.OK : State.FAIL,
          report.isIntact()
              ? report.records() + " records, intact"
              : "not intact; `brattice audit verify` says where");
    } catch (StateException absent) {
      add("home", State.FAIL, String.valueOf(absent.getMessage()));
    } catch (AuditException absent) {
      add("evidence", State.FAIL, String.valueOf(absent.getMessage()));
    }
  }

  private void machine(Host host) {
    boolean group = SearchPath.has("setsid", host.environment());
    add(
        "process groups",
        group ? State.OK : State.NOTE,
        group
            ? "setsid found: a server's whole group is ended with it"
            : "no setsid on PATH: a server's descendants are followed one by one instead");
    add(
        "confinement",
        State.NOTE,
        "servers run unconfined, as your user: what they do by themselves is not seen");
  }

  private void add(String what, State state, String sentence) {
    checks.add(new Check(what, state, sentence));
  }

  private String text() {
    var text = new StringBuilder();
    for (Check check : checks) {
      String mark =
          switch (check.state()) {
            case OK -> "ok  ";
            case NOTE -> "note";
            case FAIL -> "FAIL";
          };
      text.append(String.format("%s  %-24s %s%n", mark, check.what(), check.sentence()));
    }
    return text.toString().stripTrailing();
  }

  private JsonObject json(boolean well) {
    List<JsonObject> rows = new ArrayList<>();
    for (Check check : checks) {
      rows.add(
          JsonObject.empty()
              .with("check", check.what())
              .with("state", check.state().name().toLowerCase(java.util.Locale.ROOT))
              .with("says", check.sentence()));
    }
    return JsonObject.empty().with("ok", well).with("checks", JsonArray.of(rows));
  }
}
