package dev.brattice.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.e2e.NpmPackages;
import dev.brattice.e2e.Programs;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The suite's scenarios for clients: a client that meets them all, alone and behind the gateway.
 * Those about authorization are between a client and the server that it knows: a gateway is another
 * one.
 */
class ClientLegIT {
  private static final long LIMIT_SECONDS = 90;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "tools_call",
        "elicitation-sep1034-client-defaults",
        "sse-retry",
        "request-metadata",
        "sep-2322-client-request-state",
        "http-standard-headers",
        "http-custom-headers",
        "http-invalid-tool-headers",
        "json-schema-ref-no-deref",
        "json-schema-2020-12-preservation"
      })
  void theServerSeesTheSameClient(String scenario) throws Exception {
    NpmPackages packages = NpmPackages.installed();
    List<String> client = packages.script("drivers/conformance-client.mjs");
    List<String> through =
        packages.script(
            "drivers/through.mjs",
            Integer.toString(freePort()),
            folder.toString(),
            Programs.ROOT.resolve("brattice").toString(),
            client.getLast());
    List<String> direct = checks(scenario, client, folder.resolve("direct"));
    assertFalse(direct.isEmpty(), scenario);
    assertTrue(direct.stream().noneMatch(check -> check.endsWith("FAILURE")), direct::toString);
    assertEquals(direct, checks(scenario, through, folder.resolve("through")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The checks of a run, each with its status, in order of their names. */
  private static List<String> checks(String scenario, List<String> command, Path records)
      throws IOException, InterruptedException, JsonException {
    List<String> line =
        ConformancePackages.installed()
            .suite(
                "client",
                "--command",
                String.join(" ", command),
                "--scenario",
                scenario,
                "-o",
                records.toString());
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(records.resolveSibling(records.getFileName() + ".log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process suite = builder.start();
    assertTrue(suite.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), scenario);
    List<String> checks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(records)) {
      for (Path file : files.filter(it -> it.endsWith("checks.json")).toList()) {
        JsonArray all =
            (JsonArray) new JsonReader(JsonLimits.MESSAGE).read(Files.readAllBytes(file));
        for (Json check : all.elements()) {
          // What is only noted counts requests: a gateway keeps its own connection.
          if (check instanceof JsonObject one && !one.string("status").orElse("").equals("INFO")) {
            checks.add(one.string("id").orElse("") + " " + one.string("status").orElse(""));
          }
        }
      }
    }
    Collections.sort(checks);
    return checks;
  }
}
