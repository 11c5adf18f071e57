package dev.brattice.a2a;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method in both bindings and both versions. */
class RestCallTest {
  @ParameterizedTest
  @CsvSource({
    "POST, /message:send, SEND_MESSAGE, '', ''",
    "POST, /message:stream, SEND_STREAMING_MESSAGE, '', ''",
    "GET, /tasks, LIST_TASKS, '', ''",
    "GET, /tasks/t 1, GET_TASK, t 1, ''",
    "GET, /tasks/t:1, GET_TASK, t:1, ''",
    "POST, /tasks/t:cancel, CANCEL_TASK, t, ''",
    "GET, /tasks/t:subscribe, SUBSCRIBE_TO_TASK, t, ''",
    "POST, /tasks/t:subscribe, SUBSCRIBE_TO_TASK, t, ''",
    "POST, /tasks/t/pushNotificationConfigs, CREATE_PUSH_CONFIG, t, ''",
    "GET, /tasks/t/pushNotificationConfigs, LIST_PUSH_CONFIGS, t, ''",
    "GET, /tasks/t/pushNotificationConfigs/c, GET_PUSH_CONFIG, t, c",
    "DELETE, /tasks/t/pushNotificationConfigs/c, DELETE_PUSH_CONFIG, t, c"
  })
  void readsEveryPathInBothVersions(
      String method, String path, Operation operation, String task, String config) {
    RestCall newer = RestCall.of(method, path).orElseThrow();
    assertEquals(new RestCall(operation, Version.V1_0, "", task, config), newer);
    assertEquals(path.replace(" ", "%20").replace("t:1", "t%3A1"), newer.path());
    RestCall older = RestCall.of(method, "/v1" + path).orElseThrow();
    assertEquals(new RestCall(operation, Version.V0_3, "", task, config), older);
    assertEquals("/v1" + newer.path(), older.path());
    RestCall tenant = RestCall.of(method, "/acme" + path).orElseThrow();
    assertEquals(new RestCall(operation, Version.V1_0, "acme", task, config), tenant);
    assertEquals("acme", tenant.pathMembers().string("tenant").orElseThrow());
  }

  @Test
  void theExtendedCardHasAPathOfItsOwnInEachVersion() {
    assertEquals(
        Operation.GET_EXTENDED_CARD,
        RestCall.of("GET", "/extendedAgentCard").orElseThrow().operation());
    assertEquals("/v1/card", RestCall.of("GET", "/v1/card").orElseThrow().path());
    assertTrue(RestCall.of("GET", "/card").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /message:send",
        "POST /tasks",
        "PUT /tasks/t",
        "POST /tasks/t",
        "GET /tasks/t:cancel",
        "GET /tasks//x",
        "GET /tasks/..",
        "GET /../tasks",
        "GET /a/b/tasks",
        "GET /tasks/t/other",
        "POST /tasks/t/pushNotificationConfigs/c",
        "GET /",
        "GET tasks"
      })
  void anythingElseIsNoPathOfTheProtocol(String line) {
    int space = line.indexOf(' ');
    assertTrue(RestCall.of(line.substring(0, space), line.substring(space + 1)).isEmpty());
  }

  @Test
  void aPathBeyondTheBoundIsNone() {
    String longest = "/tasks/" + "t".repeat(RestCall.PATH_CHARS_MAX - 7);
    assertTrue(RestCall.of("GET", longest).isPresent());
    assertTrue(RestCall.of("GET", longest + "t").isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void methodsOfBothVersionsAreOneOperation(Operation operation) {
    assertEquals(operation, Operation.of(operation.label()).orElseThrow());
    assertEquals(operation, Operation.of(operation.olderName()).orElseThrow());
    assertTrue(Operation.of(operation.label().toLowerCase(java.util.Locale.ROOT)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"'', V0_3", "0.3, V0_3", "0.3.0, V0_3", "1.0, V1_0", "1.0.1, V1_0"})
  void readsVersions(String text, Version version) {
    assertEquals(version, Version.of(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2.0", "0.30", "1.0.", "1.0.x", " 1.0", "1.0,0.3"})
  void refusesOtherVersions(String text) {
    assertTrue(Version.of(text).isEmpty());
  }

  @Test
  void whatThePathSaysHasTheNamesOfTheParameters() {
    JsonObject get = RestCall.of("GET", "/tasks/t").orElseThrow().pathMembers();
    assertEquals("t", get.string("id").orElseThrow());
    JsonObject push =
        RestCall.of("GET", "/tasks/t/pushNotificationConfigs/c").orElseThrow().pathMembers();
    assertEquals("t", push.string("taskId").orElseThrow());
    assertEquals("c", push.string("id").orElseThrow());
  }
}
