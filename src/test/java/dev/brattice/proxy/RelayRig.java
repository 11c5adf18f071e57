package dev.brattice.proxy;

import dev.brattice.audit.AuditException;
import dev.brattice.audit.AuditLog;
import dev.brattice.audit.Durability;
import dev.brattice.catalogue.Catalogue;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.enforce.Denials;
import dev.brattice.enforce.DenyAs;
import dev.brattice.gateway.Rulebooks;
import dev.brattice.identity.Principal;
import dev.brattice.identity.SessionKey;
import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Inspector;
import dev.brattice.inspect.Workspace;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.policy.DefaultAction;
import dev.brattice.policy.PolicyException;
import dev.brattice.policy.PolicySet;
import dev.brattice.policy.PolicySource;
import dev.brattice.wire.LineWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay between two scripts, with real detectors, real rules and real evidence. */
final class RelayRig implements AutoCloseable {
  static final int FRAME_BYTES_MAX = 1 << 20;

  private final ByteArrayOutputStream client = new ByteArrayOutputStream();
  private final ByteArrayOutputStream server = new ByteArrayOutputStream();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AuditLog audit;
  private final Ready ready;
  private final StdioRelay relay;
  private int clientSeen;
  private int serverSeen;

  /** What can differ between rigs. */
  record Options(
      String policy,
      DefaultAction defaultAction,
      Mode mode,
      List<Detector> extra,
      boolean isRequired,
      boolean detectorFailureDenies) {
    static Options of(String policy) {
      return new Options(policy, DefaultAction.ALLOW, Mode.ENFORCE, List.of(), true, true);
    }

    Options in(Mode other) {
      return new Options(policy, defaultAction, other, extra, isRequired, detectorFailureDenies);
    }

    Options with(Detector detector, boolean failureDenies) {
      return new Options(policy, defaultAction, mode, List.of(detector), isRequired, failureDenies);
    }

    Options optionalEvidence() {
      return new Options(policy, defaultAction, mode, extra, false, detectorFailureDenies);
    }
  }

  RelayRig(Path folder, Options options) throws AuditException, PolicyException {
    byte[] bytes = new byte[FingerprintKey.LENGTH_BYTES];
    FingerprintKey key = new FingerprintKey(bytes);
    List<Detector> detectors = new ArrayList<>(Rulebooks.detectors(key));
    detectors.addAll(options.extra());
    PolicySet policy =
        PolicySet.parse(
            options.policy().isEmpty()
                ? List.of()
                : List.of(new PolicySource("test", options.policy())),
            options.defaultAction());
    Rulebook rulebook =
        new Rulebook(
            new Inspector(detectors),
            policy,
            options.mode(),
            List.of(),
            options.detectorFailureDenies(),
            "test");
    Workspace workspace =
        new Workspace(
            "/home/project/app",
            "/home/project",
            List.of("/home/project/app"),
            List.of("/home/project/.brattice"),
            List.of("/home/project/.claude.json"));
    Principal principal = new Principal.LocalProcess("tester");
    Catalogue catalogue = new Catalogue();
    this.audit = AuditLog.open(folder, Durability.NORMAL, AuditLog.Limits.STANDARD);
    this.ready =
        new Ready(
            new Exchange(
                rulebook,
                new Observer(() -> workspace),
                new ProvenanceLedger(Optional.empty(), key),
                catalogue,
                principal,
                "test"),
            new Recorder(
                Optional.of(audit),
                options.isRequired(),
                "",
                key,
                principal,
                new SessionKey.PrincipalScope(principal.name()),
                rulebook.digest()),
            new Denials(DenyAs.RESULT),
            catalogue,
            roots -> said.add("roots " + roots.elements().size()));
    this.relay =
        new StdioRelay(
            new Relay.Settings("test", FRAME_BYTES_MAX),
            new LineWriter(client),
            new LineWriter(server),
            new Readiness(CompletableFuture.completedFuture(ready)),
            new DecisionIds(1, 1),
            said::add);
  }

  /** What judges. */
  Ready ready() {
    return ready;
  }

  /** The client sends these lines. */
  RelayRig client(String... lines) {
    return client(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  RelayRig client(byte[] bytes) {
    relay.pumpClient(new ByteArrayInputStream(bytes));
    return this;
  }

  /** The server is gone. */
  void abandon(String problem) {
    relay.abandon(problem);
  }

  /** The server sends these lines. */
  RelayRig server(String... lines) {
    return server(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  RelayRig server(byte[] bytes) {
    relay.pumpServer(new ByteArrayInputStream(bytes));
    return this;
  }

  /** What the client got since the last look. */
  List<JsonObject> toClient() {
    List<JsonObject> all = messages(client);
    List<JsonObject> fresh = all.subList(clientSeen, all.size());
    clientSeen = all.size();
    return fresh;
  }

  /** What the server got since the last look. */
  List<JsonObject> toServer() {
    List<JsonObject> all = messages(server);
    List<JsonObject> fresh = all.subList(serverSeen, all.size());
    serverSeen = all.size();
    return fresh;
  }

  /** The text that the server got. */
  String serverText() {
    return server.toString(StandardCharsets.UTF_8);
  }

  /** The text that the client got. */
  String clientText() {
    return client.toString(StandardCharsets.UTF_8);
  }

  List<String> said() {
    return said;
  }

  StdioRelay relay() {
    return relay;
  }

  private static List<JsonObject> messages(ByteArrayOutputStream stream) {
    List<JsonObject> messages = new ArrayList<>();
    stream
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> messages.add((JsonObject) json(line)));
    return messages;
  }

  static Json json(String text) {
    try {
      return new JsonReader(JsonLimits.MESSAGE).read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException wrong) {
      throw new AssertionError(wrong);
    }
  }

  /** Evidence can no longer be written from now on. */
  void breakAudit() throws AuditException {
    audit.close();
  }

  @Override
  public void close() throws AuditException {
    audit.close();
  }
}
