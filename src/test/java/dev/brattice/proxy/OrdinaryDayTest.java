package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ordinary days of coding agents under the shipped policy: whole sessions, every call and every
 * result in its order. Nothing of them may be denied, held or changed.
 */
class OrdinaryDayTest {
  private static final List<String> DAYS =
      List.of("secrets", "settings", "shell", "people", "guard", "more");
  private static final int CALLS_MIN = 600;
  private static final int RESULTS_MIN = 200;

  private static final Path POLICY =
      Path.of(System.getProperty("brattice.root", "."), "policies", "standard.yaml");

  @TempDir private Path folder;

  /** Calls with their results, in the order of one session. */
  record Day(String name, List<JsonObject> rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Day> sessions() {
    Map<String, List<JsonObject>> sessions = new LinkedHashMap<>();
    for (String day : DAYS) {
      for (JsonObject row : rows(day)) {
        String name = day + ": " + row.string("session").orElseThrow();
        sessions.computeIfAbsent(name, key -> new ArrayList<>()).add(row);
      }
    }
    return sessions.entrySet().stream().map(entry -> new Day(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void passesUntouched(Day day) throws Exception {
    try (RelayRig rig = new RelayRig(folder, RelayRig.Options.of(Files.readString(POLICY)))) {
      List<String> interrupted = new ArrayList<>();
      int id = 0;
      for (JsonObject row : day.rows()) {
        play(rig, ++id, row, interrupted);
      }
      assertEquals(List.of(), interrupted);
    }
  }

  /** Everything that was read with secrets in it does not spoil what is done elsewhere that day. */
  @Test
  void passesInOneLongSessionThatHasReadSecrets() throws Exception {
    try (RelayRig rig = new RelayRig(folder, RelayRig.Options.of(Files.readString(POLICY)))) {
      List<String> interrupted = new ArrayList<>();
      int id = 0;
      for (String day : DAYS) {
        for (JsonObject row : rows(day)) {
          play(rig, ++id, row, interrupted);
        }
      }
      assertEquals(List.of(), interrupted);
    }
  }

  @Test
  void isLongEnoughToMeanSomething() {
    List<JsonObject> all = DAYS.stream().flatMap(day -> rows(day).stream()).toList();
    assertTrue(all.size() >= CALLS_MIN, () -> "calls: " + all.size());
    long results = all.stream().filter(row -> row.has("result")).count();
    assertTrue(results >= RESULTS_MIN, () -> "results: " + results);
  }

  /** The sessions are no proof of anything where the secrets in them are not seen. */
  @Test
  void stillStopsTheSecretsOfTheDay() throws Exception {
    JsonObject read = rows("secrets").getFirst();
    for (String secret : List.of("stripe", "dbpass", "hex64", "smtp", "awssecret")) {
      try (RelayRig rig = new RelayRig(folder, RelayRig.Options.of(Files.readString(POLICY)))) {
        play(rig, 1, read, new ArrayList<>());
        List<String> interrupted = new ArrayList<>();
        play(rig, 2, leak("For the record: @{" + secret + "}"), interrupted);
        assertEquals(1, interrupted.size(), secret);
      }
    }
  }

  private static JsonObject leak(String text) {
    return JsonObject.of("tool", new JsonString("slack__slack_post_message"))
        .with("args", JsonObject.of("text", new JsonString(expand(text))));
  }

  /** Sends a call, and its answer where it passed; notes what did not arrive as it was sent. */
  private static void play(RelayRig rig, int id, JsonObject row, List<String> interrupted) {
    JsonObject call = call(id, row);
    rig.client(JsonWriter.text(call));
    if (!rig.toServer().equals(List.of(call))) {
      interrupted.add(row.string("tool").orElseThrow() + " stopped, call " + id);
      rig.toClient();
      return;
    }
    JsonObject answer = answer(id, row);
    rig.server(JsonWriter.text(answer));
    if (!rig.toClient().equals(List.of(answer)) && row.string("most").isEmpty()) {
      interrupted.add("a result of " + row.string("tool").orElseThrow() + " changed, call " + id);
    }
  }

  private static JsonObject call(int id, JsonObject row) {
    JsonObject params =
        JsonObject.of("name", row.get("tool").orElseThrow())
            .with("arguments", row.get("args").orElseThrow());
    return message(id).with("method", "tools/call").with("params", params);
  }

  private static JsonObject answer(int id, JsonObject row) {
    JsonObject block =
        JsonObject.of("type", new JsonString("text"))
            .with("text", row.string("result").orElse("ok"));
    return message(id).with("result", JsonObject.of("content", JsonArray.of(block)));
  }

  private static JsonObject message(int id) {
    return (JsonObject) RelayRig.json("{\"jsonrpc\":\"2.0\",\"id\":" + id + "}");
  }

  private static List<JsonObject> rows(String day) {
    String name = "/benign/day-" + day + ".jsonl";
    try (InputStream in = OrdinaryDayTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no data file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> (JsonObject) RelayRig.json(expand(line)))
          .toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Replaces {@code @{name}} by a secret made up for these sessions. */
  private static String expand(String text) {
    String expanded = text;
    for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
      expanded = expanded.replace("@{" + secret.getKey() + "}", secret.getValue());
    }
    return expanded;
  }

  /** Put together here so that scanners of this repository stay calm. */
  private static final Map<String, String> SECRETS = secrets();

  private static Map<String, String> secrets() {
    Random random = new Random(20261125);
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    String hex = "0123456789abcdef";
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("stripe", "sk_" + "live_" + draw(random, letters, 32));
    secrets.put("awsid", "AK" + "IA" + draw(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16));
    secrets.put("awssecret", draw(random, letters + "+/", 40));
    secrets.put("github", "gh" + "p_" + draw(random, letters, 36));
    secrets.put("npm", "npm_" + draw(random, letters, 36));
    secrets.put("hook", draw(random, letters, 24));
    secrets.put("dbpass", "Gr4nit-" + "Falon71de");
    secrets.put("smtp", "vX9kolibri-" + "77");
    secrets.put("hex32", draw(random, hex, 32));
    secrets.put("hex64", draw(random, hex, 64));
    secrets.put("cert64", "MIIB" + draw(random, letters + "+/", 300));
    secrets.put("long", draw(random, letters, 120));
    secrets.put("url50", draw(random, letters + "_-", 50));
    secrets.put("uuid", "5e1f7a2c-8b3d-4c6e-9f01-2a3b4c5d6e7f");
    return secrets;
  }

  private static String draw(Random random, String alphabet, int length) {
    var drawn = new StringBuilder();
    for (int i = 0; i < length; i++) {
      drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return drawn.toString();
  }
}
