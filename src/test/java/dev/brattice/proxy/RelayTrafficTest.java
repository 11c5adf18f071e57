package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.Touch;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever both sides say, in whatever order: nothing passes unjudged and nobody is forgotten. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RelayTrafficTest {
  private static final int ROUNDS = 25;
  private static final int MESSAGES = 25;
  private static final String POLICY =
      """
      rules:
        - {id: ASK, name: a person decides, action: approve, tool_patterns: [deploy]}
        - {id: NO, name: nobody may, action: deny, tool_patterns: [forbidden]}
      """;

  /** Finds nothing, and remembers all that was judged. */
  private static final class Witness implements Detector {
    private final Set<String> judged = new HashSet<>();

    @Override
    public Family family() {
      return Family.BEHAVIOUR;
    }

    @Override
    public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
      judged.add(JsonWriter.text(subject.material().tree()));
    }

    @Override
    public boolean catchesCanary() {
      return true;
    }

    boolean saw(Json tree) {
      return judged.contains(JsonWriter.text(tree));
    }
  }

  @TempDir private Path folder;

  private final Witness witness = new Witness();
  private final ByteArrayOutputStream sentByClient = new ByteArrayOutputStream();
  private final ByteArrayOutputStream sentByServer = new ByteArrayOutputStream();

  /** What each side was asked and has not answered. */
  private final List<JsonObject> open = new ArrayList<>();

  private final List<JsonObject> asked = new ArrayList<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private final Set<String> whole = new TreeSet<>();
  private int forwarded;
  private int own;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingPassesUnjudgedAndNobodyIsForgotten(long seed) throws Exception {
    var traffic = new Traffic(seed);
    try (var rig = new RelayRig(folder, RelayRig.Options.of(POLICY).with(witness, true))) {
      for (int round = 0; round < ROUNDS; round++) {
        fromClient(rig, clientLines(traffic));
        fromServer(rig, serverLines(traffic));
      }
      answerAll(rig, traffic);
      assertEquals(Map.of(), rig.relay().session().fromClient());
      assertEquals(Map.of(), rig.relay().session().fromServer());
      rig.said().forEach(line -> assertFalse(line.contains(Traffic.CANARY), line));
      assertTrue(rig.clientText().endsWith("\n") && rig.serverText().endsWith("\n"));
    }
    checkAnswers();
    assertTrue(forwarded > ROUNDS * MESSAGES / 2, forwarded + " messages passed");
    assertTrue(own > ROUNDS, own + " answers of the relay itself");
  }

  private void checkAnswers() {
    String sent = sentByClient.toString(StandardCharsets.UTF_8);
    answers.forEach((id, count) -> assertTrue(count <= occurrences(sent, id), id));
    for (String id : whole) {
      assertEquals(1, answers.getOrDefault(id, 0), id);
    }
  }

  private static int occurrences(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  private byte[] clientLines(Traffic traffic) {
    var lines = new ByteArrayOutputStream();
    for (int i = 0; i < MESSAGES; i++) {
      JsonObject request = traffic.clientRequest();
      String id = request.string("id").orElseThrow();
      byte[] line = traffic.line(request);
      boolean intact = new String(line, StandardCharsets.UTF_8).equals(JsonWriter.text(request));
      add(lines, line);
      if (traffic.oneIn(10)) {
        add(lines, JsonWriter.bytes(Traffic.cancellation(id)));
      } else if (traffic.oneIn(10)) {
        add(lines, line);
      } else if (intact) {
        whole.add(id);
      }
      if (traffic.oneIn(4)) {
        add(lines, traffic.line(traffic.notification()));
      }
    }
    List<JsonObject> later = new ArrayList<>();
    for (JsonObject request : asked) {
      boolean question = request.string("id").orElse("").startsWith("brattice-");
      if (traffic.oneIn(4)) {
        later.add(request);
      } else if (question) {
        add(lines, JsonWriter.bytes(traffic.answer(request)));
      } else {
        add(lines, traffic.line(traffic.answer(request)));
      }
    }
    asked.clear();
    asked.addAll(later);
    return lines.toByteArray();
  }

  private byte[] serverLines(Traffic traffic) {
    var lines = new ByteArrayOutputStream();
    for (JsonObject request : open) {
      int times = traffic.oneIn(10) ? 2 : 1;
      for (int i = 0; i < times; i++) {
        add(lines, traffic.line(traffic.answer(request)));
      }
    }
    open.clear();
    for (int i = 0; i < MESSAGES / 2; i++) {
      JsonObject request = traffic.serverRequest();
      add(lines, traffic.line(request));
      if (traffic.oneIn(6)) {
        add(lines, JsonWriter.bytes(request));
      } else if (traffic.oneIn(6)) {
        String id = request.string("id").orElseThrow();
        add(lines, JsonWriter.bytes(Traffic.cancellation(id)));
      }
      add(lines, traffic.line(traffic.oneIn(3) ? traffic.answer(request) : traffic.notification()));
    }
    return lines.toByteArray();
  }

  private static void add(ByteArrayOutputStream lines, byte[] line) {
    lines.writeBytes(line);
    lines.write('\n');
  }

  private void fromClient(RelayRig rig, byte[] lines) {
    sentByClient.writeBytes(lines);
    rig.client(lines);
    collect(rig);
  }

  private void fromServer(RelayRig rig, byte[] lines) {
    sentByServer.writeBytes(lines);
    rig.server(lines);
    collect(rig);
  }

  private void collect(RelayRig rig) {
    for (JsonObject message : rig.toServer()) {
      check(message);
      if (message.has("method") && message.has("id")) {
        open.add(message);
      }
    }
    for (JsonObject message : rig.toClient()) {
      check(message);
      if (message.has("method") && message.has("id")) {
        asked.add(message);
      } else {
        message.string("id").ifPresent(id -> answers.merge(id, 1, Integer::sum));
      }
    }
  }

  /** What a peer said was judged; what the relay says itself holds nothing of it. */
  private void check(JsonObject message) {
    boolean judged = true;
    for (String member : List.of("params", "result", "error")) {
      judged &= message.get(member).map(this::isJudged).orElse(true);
    }
    if (judged) {
      forwarded++;
      return;
    }
    own++;
    String text = JsonWriter.text(message.without("id"));
    assertFalse(text.contains(Traffic.CANARY), text);
  }

  private boolean isJudged(Json content) {
    if (witness.saw(content)) {
      return true;
    }
    // A list is judged element by element, and what stands beside it.
    return content instanceof JsonObject list
        && list.array("tools").isPresent()
        && witness.saw(list.without("tools"))
        && list.array("tools").get().elements().stream().allMatch(witness::saw);
  }

  /** Both sides answer everything, until there is nothing left. */
  private void answerAll(RelayRig rig, Traffic traffic) {
    for (var pending : rig.relay().session().fromClient().values()) {
      open.add(pending.request().tree());
    }
    for (var pending : rig.relay().session().fromServer().values()) {
      asked.add(pending.request().tree());
    }
    while (!open.isEmpty() || !asked.isEmpty()) {
      var lines = new ByteArrayOutputStream();
      asked.forEach(request -> add(lines, JsonWriter.bytes(traffic.answer(request))));
      asked.clear();
      fromClient(rig, lines.toByteArray());
      var results = new ByteArrayOutputStream();
      open.forEach(request -> add(results, JsonWriter.bytes(traffic.answer(request))));
      open.clear();
      fromServer(rig, results.toByteArray());
    }
  }
}
