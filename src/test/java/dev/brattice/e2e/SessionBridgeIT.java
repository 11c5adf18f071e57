package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.conformance.ConformancePackages;
import dev.brattice.conformance.ConformanceServer;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of 2025-11-25 before a server of 2026-07-28 alone, with the policy intact. */
class SessionBridgeIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final NpmPackages PACKAGES = NpmPackages.installed();

  @TempDir Path folder;

  private List<JsonObject> calls(Gateway gateway, String path, String prefix, String... tools)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            PACKAGES.script("drivers/legacy.mjs", gateway.address(path).toString(), prefix));
    line.addAll(List.of(tools));
    Finished finished = Finished.run(line, folder, Map.of(), LIMIT);
    assertEquals(0, finished.exitCode(), finished.toString());
    List<JsonObject> lines = finished.stdout().lines().map(Commands::json).toList();
    assertEquals("2025-11-25", lines.getFirst().string("revision").orElseThrow());
    String listed = JsonWriter.text(lines.getFirst().get("listed").orElseThrow());
    assertTrue(listed.contains(prefix + "test_simple_text"), listed);
    return lines.subList(1, lines.size());
  }

  private Gateway start(String server, String policy) throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            "servers:\n  modern: { "
                + server
                + " }\n  files: { command: ["
                + String.join(", ", PACKAGES.filesystem(folder.toRealPath().toString()))
                + "] }\npolicy: { files: ["
                + policy
                + "] }\n");
    return Gateway.start(configuration, folder);
  }

  private static String command() {
    return "command: ["
        + String.join(", ", ConformancePackages.installed().server("stdio", "modern"))
        + "]";
  }

  @ParameterizedTest
  @CsvSource({
    "command, /mcp/modern, ''",
    "command, /mcp, modern__",
    "url, /mcp/modern, ''",
    "url, /mcp, modern__"
  })
  void whatAServerAsksBecomesARequestToTheClient(String reach, String path, String prefix)
      throws Exception {
    try (ConformanceServer server = ConformanceServer.startModern(folder.resolve("fixture.log"));
        Gateway gateway =
            start(
                reach.equals("url") ? "url: \"" + server.endpoint() + '"' : command(),
                "standard")) {
      List<JsonObject> calls =
          calls(
              gateway,
              path,
              prefix,
              "test_simple_text",
              "test_input_required_result_elicitation",
              "test_input_required_result_sampling",
              "test_input_required_result_list_roots",
              "test_input_required_result_multiple_inputs",
              "test_input_required_result_multi_round",
              "test_input_required_result_tampered_state",
              "test_tool_with_progress");
      assertCall(calls.get(0), "[]", "simple text");
      assertCall(calls.get(1), "[\"elicitation/create\"]", "Hello, Ada!");
      assertCall(calls.get(2), "[\"sampling/createMessage\"]", "said by the client");
      assertCall(calls.get(3), "[\"roots/list\"]", "file:///somewhere");
      assertCall(calls.get(4), "", "Ada has 1 roots.");
      assertEquals(3, calls.get(4).array("asked").map(JsonArray::elements).orElseThrow().size());
      assertCall(
          calls.get(5), "[\"elicitation/create\",\"elicitation/create\"]", "Ada likes blue.");
      assertCall(calls.get(6), "[\"elicitation/create\"]", "The state came back as it was.");
      assertTrue(
          calls.get(7).array("progress").map(JsonArray::elements).orElseThrow().size() >= 2,
          () -> JsonWriter.text(calls.get(7)));
    }
  }

  private static void assertCall(JsonObject call, String asked, String text) {
    String all = JsonWriter.text(call.get("asked").orElseThrow());
    assertTrue(asked.isEmpty() || all.equals(asked), () -> JsonWriter.text(call));
    String said = call.string("text").or(() -> call.string("error")).orElseThrow();
    assertTrue(said.contains(text), said);
  }

  @Test
  void policyHoldsOnTheOtherSideOfTheBridge() throws Exception {
    Files.writeString(folder.resolve(".env"), "API_KEY=sk-proj-Zk4mQ9xW2nL7vB1tR8yC5dF3hJ6gP0sA\n");
    String file = folder.toRealPath().resolve(".env").toString();
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "rules:\n  - { id: NO-1, name: No sampling, directions: [server_request], action: deny, when:"
                + " 'method == \"sampling/createMessage\"' }\n");
    try (Gateway gateway = start(command(), "standard, " + rules)) {
      List<JsonObject> calls =
          calls(
              gateway,
              "/mcp",
              "",
              "files__read_text_file={\"path\":\"" + file + "\"}",
              "modern__json_schema_2020_12_tool={\"name\":\"c2stcHJvai1aazRtUTl4VzJuTDd2QjF0Ujh5QzVkRjNoSjZnUDBzQQ\"}",
              "modern__test_input_required_result_sampling");
      assertCall(calls.get(0), "[]", "API_KEY");
      assertCall(calls.get(1), "[]", "Blocked by Brattice");
      // What the server asked never reached the client, and the server was told no.
      assertCall(calls.get(2), "[]", "did not give what the server asked for");
    }
  }
}
