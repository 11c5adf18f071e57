package dev.brattice.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import dev.brattice.policy.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every denial is one line of JSON with the id asked for, and a confidential one says no reason.
 */
class DenialsFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void answersInOneLineWithTheSameId(byte[] bytes) throws JsonException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    RequestId id = new RequestId(new JsonString(text));
    Reason open = new Reason("R-1", text, false, "ASI01");
    Reason confidential = new Reason("Q-" + text, "because" + text, true, "ASI01");
    for (String method : List.of("tools/call", "ping", "elicitation/create", "roots/list", text)) {
      var request = new Message.Request(id, method, tree(id, method));
      for (DenyAs denyAs : DenyAs.values()) {
        var denials = new Denials(denyAs);
        check(id, denials.request(request, open, "d-1"));
        check(id, denials.answer(request, open, "d-1"));
        check(id, denials.serverRequest(request, open, "d-1"));
        check(id, denials.hiddenTool(id, text));
        for (JsonObject denial :
            List.of(
                denials.request(request, confidential, "d-1"),
                denials.answer(request, confidential, "d-1"),
                denials.serverRequest(request, confidential, "d-1"))) {
          check(id, denial);
          String said = JsonWriter.text(denial.without("id"));
          assertFalse(said.contains("because"));
          assertFalse(said.contains("Q-"));
        }
      }
    }
  }

  private static JsonObject tree(RequestId id, String method) {
    return JsonObject.of("id", id.value()).with("method", method);
  }

  private static void check(RequestId id, JsonObject denial) throws JsonException {
    byte[] line = JsonWriter.bytes(denial);
    for (byte b : line) {
      assertFalse(b == '\n' || b == '\r');
    }
    Json again = new JsonReader(JsonLimits.MESSAGE).read(line);
    assertEquals(denial, again);
    assertEquals(id.value(), denial.get("id").orElseThrow());
  }
}
