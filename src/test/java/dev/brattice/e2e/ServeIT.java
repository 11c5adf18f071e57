package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.e2e.HttpClientPeer.Got;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real clients of {@code brattice serve} see over HTTP what they see of the servers alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServeIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** That a client is gone shows when something is sent to it, which happens every few seconds. */
  private static final Duration NOTICE = Duration.ofSeconds(20);

  private static final long LOOK_MILLIS = 50;
  private static final NpmPackages PACKAGES = NpmPackages.installed();

  private Path folder = Path.of("");
  private User user = new User(Path.of(""));
  private final List<Gateway> started = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary.toRealPath();
    user = User.in(folder);
    user.write(".env", "API_KEY=sk-proj-Zk4mQ9xW2nL7vB1tR8yC5dF3hJ6gP0sA\n");
    StringBuilder yaml = new StringBuilder("servers:\n");
    server(yaml, "everything", user.watched(PACKAGES.everything()));
    server(yaml, "fixture", PACKAGES.script("servers/fixture.mjs"));
    for (String driver : List.of("sdk1", "sdk2", "python")) {
      // What a plan writes is there for the next one: each has a server of its own.
      Path own = Files.createDirectories(workspace(driver));
      Files.copy(user.workspace().resolve("README.md"), own.resolve("README.md"));
      server(yaml, "memory" + driver, PACKAGES.memory());
      yaml.append("    env: { MEMORY_FILE_PATH: \"" + own.resolve("memory.json") + "\" }\n");
      server(yaml, "filesystem" + driver, PACKAGES.filesystem("."));
      yaml.append("    cwd: \"" + own + "\"\n");
    }
    server(yaml, "files", PACKAGES.filesystem(user.workspace().toString()));
    yaml.append("policy: { files: [standard] }\n");
    user.config(yaml.toString());
    started.add(Gateway.start(user.configFile(), user.workspace()));
  }

  private Path workspace(String driver) {
    return user.workspace().resolve(driver);
  }

  private static void server(StringBuilder yaml, String name, List<String> command) {
    yaml.append("  " + name + ":\n    command: [\"" + String.join("\", \"", command) + "\"]\n");
  }

  @AfterAll
  void whatItWroteDownVerifies() throws IOException, InterruptedException {
    gateway().close();
    Map<String, String> environment = environment();
    Finished verify =
        Finished.run(Programs.brattice("audit", "verify"), user.workspace(), environment, LIMIT);
    assertEquals(0, verify.exitCode(), verify.toString());
  }

  private Gateway gateway() {
    return started.getFirst();
  }

  private HttpClientPeer client(String path) {
    return new HttpClientPeer(gateway().address(path));
  }

  /** The user's, with the home that the gateway has. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(user.environment());
    environment.put("HOME", user.workspace().toString());
    environment.put("BRATTICE_HOME", user.workspace().resolve(".brattice").toString());
    return environment;
  }

  private List<String> observe(
      String driver, String plan, List<String> server, Map<String, String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (driver.equals("python")) {
      command.addAll(
          PythonPackages.driver(PACKAGES.scriptFile("drivers/plans.json"), plan, server));
    } else {
      command.addAll(PACKAGES.script("drivers/" + driver + ".mjs", plan, "--"));
      command.addAll(server);
    }
    Path own = Files.createTempDirectory(folder, "alone");
    Files.copy(user.workspace().resolve("README.md"), own.resolve("README.md"));
    Map<String, String> environment = environment();
    environment.put("MEMORY_FILE_PATH", own.resolve("memory.json").toString());
    environment.putAll(more);
    Finished client = Finished.run(command, own, environment, LIMIT);
    assertEquals(0, client.exitCode(), client.toString());
    return client
        .stdout()
        .replace(own.toString(), "${own}")
        .replace(workspace(driver).toString(), "${own}")
        .lines()
        .toList();
  }

  private List<String> alone(String driver, String plan) throws IOException, InterruptedException {
    List<String> server =
        switch (plan) {
          case "everything" -> PACKAGES.everything();
          case "filesystem" -> PACKAGES.filesystem(".");
          default -> PACKAGES.memory();
        };
    return observe(driver, plan, server, Map.of());
  }

  private String endpoint(String driver, String plan) {
    return gateway().endpoint(plan.equals("everything") ? plan : plan + driver).toString();
  }

  /** A client with sessions: all that it sees is the same, to the byte. */
  @ParameterizedTest
  @CsvSource({"everything", "filesystem", "memory"})
  void aClientWithSessionsSeesOneServerAsItIs(String plan)
      throws IOException, InterruptedException {
    List<String> through = observe("sdk1", plan, List.of(endpoint("sdk1", plan)), Map.of());
    Lines.assertSame("what the client observed", alone("sdk1", plan), through);
  }

  /** The clients that ask for the newest revision get it; what calls say is the same. */
  @ParameterizedTest
  @CsvSource({
    "sdk2, everything",
    "sdk2, filesystem",
    "sdk2, memory",
    "python, everything",
    "python, filesystem",
    "python, memory"
  })
  void aClientWithoutSessionsGetsTheSameFromEveryCall(String driver, String plan)
      throws IOException, InterruptedException {
    List<String> through = observe(driver, plan, List.of(endpoint(driver, plan)), Map.of());
    assertTrue(through.getFirst().contains("2026-07-28"), through.getFirst());
    Lines.assertSame("what calls said", calls(alone(driver, plan)), calls(through));
  }

  /** The steps that call, without what only the one revision has. */
  private static List<String> calls(List<String> observations) {
    List<String> calls = new ArrayList<>();
    for (String line : observations) {
      JsonObject step = Commands.json(line);
      if (step.string("do").filter("call"::equals).isPresent()) {
        calls.add(Canonical.of(bare(step)));
      }
    }
    assertTrue(calls.size() > 3, "a plan calls something");
    return calls;
  }

  private static JsonObject bare(JsonObject step) {
    JsonObject bare = step.without("_meta");
    for (Map.Entry<String, Json> each : bare.members().entrySet()) {
      if (each.getValue() instanceof JsonObject object) {
        bare = bare.with(each.getKey(), bare(object));
      }
    }
    return bare;
  }

  /** Names and addresses have the server's name before them, and what they name is the same. */
  @Test
  void aServerAmongOthersDoesWhatItDoesAlone() throws IOException, InterruptedException {
    List<String> through =
        observe(
            "sdk1",
            "everything",
            List.of(gateway().address("/mcp").toString()),
            Map.of("DRIVER_PREFIX", "everything__", "DRIVER_URI_PREFIX", "everything+"));
    Lines.assertSame(
        "what the client observed",
        ofOneServer(alone("sdk1", "everything")),
        ofOneServer(through.stream().map(ServeIT::withoutPrefix).toList()));
    String all = String.join("\n", through);
    assertTrue(all.contains("\"name\":\"files__read_text_file\""));
    assertTrue(all.contains("\"name\":\"memorysdk1__read_graph\""));
    assertTrue(all.contains("notifications/tools/list_changed"));
  }

  private static String withoutPrefix(String line) {
    return line.replace("everything__", "")
        .replace("everything+demo:", "demo:")
        .replace("everything/everything-server", "everything-server");
  }

  /** Without the lines that speak of all servers, or in the aggregate's own words. */
  private static List<String> ofOneServer(List<String> observations) {
    return observations.stream()
        .filter(line -> !line.startsWith("{\"server\""))
        .filter(line -> !line.contains("\"do\":\"tools\""))
        .filter(line -> !line.contains("\"do\":\"resources\""))
        .filter(line -> !line.contains("\"error\":"))
        .filter(line -> !line.startsWith("{\"notified\""))
        .toList();
  }

  @Test
  void clientsAtTheSameTimeSeeOnlyTheirOwn()
      throws IOException, InterruptedException, ExecutionException {
    List<Future<List<String>>> seen = new ArrayList<>();
    try (ExecutorService many = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        String own = "client-" + i + "-";
        seen.add(many.submit(() -> echoes(own)));
      }
      for (int i = 0; i < 4; i++) {
        List<String> echoes = seen.get(i).get();
        for (int call = 0; call < echoes.size(); call++) {
          String own = "Echo: client-" + i + "-" + call + "\"";
          assertTrue(echoes.get(call).contains(own), echoes.get(call));
        }
      }
    }
  }

  /** With the ids that every client has. */
  private List<String> echoes(String own) throws IOException, InterruptedException {
    List<String> echoes = new ArrayList<>();
    try (HttpClientPeer client = client("/mcp/everything")) {
      client.initialize();
      for (int call = 0; call < 20; call++) {
        Got got = client.call(call, "echo", "{'message':'" + own + call + "'}");
        long answers = got.messages().stream().filter(message -> message.has("result")).count();
        assertEquals(1, answers, got::toString);
        echoes.add(JsonWriter.text(got.answer()));
      }
      assertEquals(200, client.delete());
      assertEquals(404, client.call(99, "echo", "{'message':'late'}").status());
    }
    return echoes;
  }

  @Test
  void aSecretReadThroughOneServerDoesNotLeaveThroughAnother()
      throws IOException, InterruptedException {
    try (HttpClientPeer client = client("/mcp")) {
      client.initialize();
      String file = user.workspace().resolve(".env").toString();
      Got read = client.call(1, "files__read_text_file", "{'path':'" + file + "'}");
      assertTrue(JsonWriter.text(read.answer()).contains("API_KEY"), read::toString);
      String secret = "Zk4mQ9xW2nL7vB1tR8yC5dF3hJ6gP0sA";
      Got sent = client.call(2, "everything__echo", "{'message':'sk-proj-" + secret + "'}");
      assertTrue(JsonWriter.text(sent.answer()).contains("Blocked by Brattice"), sent::toString);
      assertFalse(reachedEverything().contains(secret));
      Got harmless = client.call(3, "everything__echo", "{'message':'harmless'}");
      assertTrue(JsonWriter.text(harmless.answer()).contains("Echo: harmless"));
      assertFalse(gateway().said().contains(secret));
    }
  }

  private String reachedEverything() throws IOException {
    StringBuilder all = new StringBuilder();
    for (byte[] line : user.reachedServer()) {
      all.append(new String(line, StandardCharsets.UTF_8)).append('\n');
    }
    return all.toString();
  }

  /** What a client takes back, its server hears of: in a session, and where a stream was closed. */
  @ParameterizedTest
  @CsvSource({"sdk1", "sdk2"})
  void aCancellationReachesTheServer(String driver) throws IOException, InterruptedException {
    long before = cancellations();
    List<String> seen =
        observe(driver, "cancellation", List.of(endpoint(driver, "everything")), Map.of());
    assertTrue(seen.get(2).contains("gaveUp"), seen::toString);
    long deadline = System.nanoTime() + NOTICE.toNanos();
    while (cancellations() == before && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
    }
    assertEquals(before + 1, cancellations());
  }

  private long cancellations() throws IOException {
    return reachedEverything()
        .lines()
        .filter(line -> line.contains("notifications/cancelled"))
        .count();
  }

  @Test
  void whenAServerDiesItsCallsSayThatItWasNoDecisionAndItsClientComesBack()
      throws IOException, InterruptedException, ExecutionException {
    try (HttpClientPeer client = client("/mcp/fixture");
        HttpClientPeer other = client("/mcp/fixture");
        ExecutorService one = Executors.newSingleThreadExecutor()) {
      client.initialize();
      other.initialize();
      Future<Got> open = one.submit(() -> client.call(1, "hang", "{}"));
      Got pid = client.call(2, "pid", "{}");
      Got alive = other.call(1, "pid", "{}");
      assertFalse(JsonWriter.text(pid.answer()).equals(JsonWriter.text(alive.answer())));
      Got died = client.call(3, "die", "{'code':1}");
      for (Got got : List.of(died, open.get())) {
        String text = JsonWriter.text(got.answer());
        assertTrue(text.contains("not a policy decision"), text);
        assertFalse(text.contains("Blocked"), text);
      }
      assertEquals(404, client.call(4, "pid", "{}").status());
      assertTrue(client.initialize().answer().has("result"));
      assertTrue(client.call(5, "pid", "{}").answer().has("result"));
      assertEquals(
          JsonWriter.text(alive.answer().get("result").orElseThrow()),
          JsonWriter.text(other.call(2, "pid", "{}").answer().get("result").orElseThrow()));
    }
  }

  /** It tries the newest revision first. */
  @Test
  void claudeCodeConnects() throws IOException, InterruptedException {
    for (String path : List.of("/mcp", "/mcp/everything", "/mcp/nothing")) {
      Finished added =
          program(
              PACKAGES.claudeCode(
                  "mcp",
                  "add",
                  "--transport",
                  "http",
                  "at" + path.replace('/', '-'),
                  gateway().address(path).toString()));
      assertEquals(0, added.exitCode(), added.toString());
    }
    Finished list = program(PACKAGES.claudeCode("mcp", "list"));
    assertEquals(2, saying(list, "Connected"), list.toString());
    assertEquals(1, saying(list, "Failed to connect"), list.toString());
  }

  /** It speaks a revision with sessions; over HTTP and before a server that Brattice wraps. */
  @Test
  void geminiConnects() throws IOException, InterruptedException {
    JsonObject servers =
        JsonObject.of("one", http("/mcp/everything"))
            .with("all", http("/mcp"))
            .with("none", http("/mcp/nothing"))
            .with("wrapped", command(Programs.wrapped(PACKAGES.everything())));
    user.write(".gemini/settings.json", JsonWriter.text(JsonObject.of("mcpServers", servers)));
    JsonObject trust = JsonObject.empty().with(user.workspace().toString(), "TRUST_FOLDER");
    user.write(".gemini/trustedFolders.json", JsonWriter.text(trust));
    Finished list = program(PACKAGES.gemini("mcp", "list"));
    assertEquals(3, saying(list, "Connected"), list.toString());
    assertEquals(1, saying(list, "Disconnected"), list.toString());
  }

  private JsonObject http(String path) {
    return JsonObject.empty().with("httpUrl", gateway().address(path).toString());
  }

  private static JsonObject command(List<String> line) {
    List<Json> arguments = new ArrayList<>();
    for (String argument : line.subList(1, line.size())) {
      arguments.add(new JsonString(argument));
    }
    return JsonObject.empty()
        .with("command", line.getFirst())
        .with("args", JsonArray.of(arguments));
  }

  private static long saying(Finished list, String words) {
    return (list.stdout() + list.stderr()).lines().filter(line -> line.contains(words)).count();
  }

  private Finished program(List<String> line) throws IOException, InterruptedException {
    return Finished.run(line, user.workspace(), environment(), LIMIT);
  }

  @ParameterizedTest
  @CsvSource({"/mcp, everything__echo", "/mcp/everything, echo"})
  void theInspectorListsAndCalls(String path, String tool)
      throws IOException, InterruptedException {
    List<String> where = List.of(gateway().address(path).toString(), "--transport", "http");
    Finished list = inspect(where, "--method", "tools/list");
    assertTrue(list.stdout().contains("\"name\":\"" + tool + '"'), list.toString());
    Finished call =
        inspect(where, "--method", "tools/call", "--tool-name", tool, "--tool-arg", "message=hi");
    assertEquals(0, call.exitCode(), call.toString());
    assertTrue(call.stdout().contains("Echo: hi"), call.toString());
  }

  private Finished inspect(List<String> where, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(where);
    words.addAll(List.of(arguments));
    words.addAll(List.of("--format", "json"));
    return program(PACKAGES.inspector(words.toArray(String[]::new)));
  }
}
