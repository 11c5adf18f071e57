package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A client of 2026-07-28 before servers of 2025-11-25, with the policy intact. */
class BridgeIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final NpmPackages PACKAGES = NpmPackages.installed();

  @TempDir Path folder;

  private List<JsonObject> calls(Gateway gateway, String path, String prefix, String... tools)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            PACKAGES.script("drivers/bridge.mjs", gateway.address(path).toString(), prefix));
    line.addAll(List.of(tools));
    Finished finished = Finished.run(line, folder, Map.of(), LIMIT);
    assertEquals(0, finished.exitCode(), finished.toString());
    List<JsonObject> lines = finished.stdout().lines().map(Commands::json).toList();
    assertEquals("2026-07-28", lines.getFirst().string("revision").orElseThrow());
    return lines.subList(1, lines.size());
  }

  private Gateway start(String policy) throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            "servers:\n  everything: { command: ["
                + String.join(", ", PACKAGES.everything())
                + "] }\n  files: { command: ["
                + String.join(", ", PACKAGES.filesystem(folder.toRealPath().toString()))
                + "] }\npolicy: { files: ["
                + policy
                + "] }\n");
    return Gateway.start(configuration, folder);
  }

  @ParameterizedTest
  @CsvSource({"/mcp/everything, ''", "/mcp, everything__"})
  void whatAServerAsksIsAskedAndAnswered(String path, String prefix) throws Exception {
    try (Gateway gateway = start("standard")) {
      List<JsonObject> calls =
          calls(
              gateway,
              path,
              prefix,
              "trigger-elicitation-request",
              "trigger-sampling-request={\"prompt\":\"hi\"}",
              "get-roots-list",
              "get-sum={\"a\":1,\"b\":2}");
      assertCall(calls.get(0), "elicitation/create", "Ada");
      assertCall(calls.get(1), "sampling/createMessage", "said by the client");
      assertCall(calls.get(2), "roots/list", "somewhere");
      assertCall(calls.get(3), "", "The sum of 1 and 2 is 3.");
    }
  }

  /** Servers that start for a call may ask for roots besides. */
  private static void assertCall(JsonObject call, String asked, String text) {
    String all = JsonWriter.text(call.get("asked").orElseThrow());
    assertTrue(all.contains(asked), all);
    assertTrue(!asked.isEmpty() || !all.contains("elicitation"), all);
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
            "rules:\n  - { id: ASK-1, name: Ask before sums, action: approve, tool_patterns:"
                + " [get-sum] }\n");
    try (Gateway gateway = start("standard, " + rules)) {
      List<JsonObject> calls =
          calls(
              gateway,
              "/mcp",
              "",
              "files__read_text_file={\"path\":\"" + file + "\"}",
              "everything__echo={\"message\":\"c2stcHJvai1aazRtUTl4VzJuTDd2QjF0Ujh5QzVkRjNoSjZnUDBzQQ\"}",
              "files__read_text_file={\"path\":\"../../../../../../etc/passwd\"}",
              "everything__get-sum={\"a\":1,\"b\":2}");
      assertCall(calls.get(0), "", "API_KEY");
      assertCall(calls.get(1), "", "Blocked by Brattice");
      assertCall(calls.get(2), "", "Blocked by Brattice");
      // A person is asked through the client that has no sessions.
      assertCall(calls.get(3), "elicitation/create", "The sum of 1 and 2 is 3.");
    }
  }
}
