package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to calls under way when other rules come into force. */
class ReloadedRulesTest {
  private static final String NO_RESULTS =
      "rules:\n  - { id: NO-1, name: No results, action: deny, directions: [result] }\n";

  @TempDir private Path folder;

  private static Frame call(int id) {
    return line(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\"tools/call\",\"params\":{\"name\":\"t\"}}");
  }

  private static Frame result(int id) {
    return line(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"fine\"}]}}");
  }

  private static Frame line(String text) {
    return Frame.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCallEndsUnderTheRulesItBeganUnder() throws Exception {
    List<JsonObject> toClient = new ArrayList<>();
    try (RelayRig before =
            new RelayRig(Files.createDirectory(folder.resolve("a")), RelayRig.Options.of(""));
        RelayRig after =
            new RelayRig(
                Files.createDirectory(folder.resolve("b")), RelayRig.Options.of(NO_RESULTS))) {
      var inForce = new AtomicReference<>(before.ready());
      var relay =
          new Relay(
              new Relay.Settings("test", RelayRig.FRAME_BYTES_MAX),
              toClient::add,
              message -> {},
              new Readiness(inForce::get),
              new DecisionIds(1, 1),
              line -> {},
              line -> {});
      relay.fromClient(call(1));
      inForce.set(after.ready());
      relay.fromServer(result(1));
      assertTrue(JsonWriter.text(toClient.getLast()).contains("fine"));
      relay.fromClient(call(2));
      relay.fromServer(result(2));
      assertFalse(JsonWriter.text(toClient.getLast()).contains("fine"));
    }
  }
}
