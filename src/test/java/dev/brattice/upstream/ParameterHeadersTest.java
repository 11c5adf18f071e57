package dev.brattice.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that repeat arguments hold what they can, within bounds. */
class ParameterHeadersTest {
  private static final JsonObject ANNOTATED = JsonObject.of("x-mcp-header", new JsonString("City"));

  private static JsonObject tool(String name, JsonObject properties) {
    return JsonObject.of("name", new JsonString(name))
        .with("inputSchema", JsonObject.of("properties", properties));
  }

  private static JsonObject listed(List<Json> tools) {
    return JsonObject.of("tools", JsonArray.of(tools));
  }

  private static Map<String, String> headers(
      ParameterHeaders known, String tool, JsonObject arguments) {
    Map<String, String> headers = new HashMap<>();
    known.put(JsonObject.of("name", new JsonString(tool)).with("arguments", arguments), headers);
    return headers;
  }

  @Test
  void forgetsNoToolOfTheFirstThousand() {
    var known = new ParameterHeaders();
    List<Json> tools = new ArrayList<>();
    for (int i = 0; i <= ParameterHeaders.TOOLS_MAX; i++) {
      tools.add(tool("t" + i, JsonObject.of("city", ANNOTATED)));
    }
    known.learn(listed(tools));
    JsonObject arguments = JsonObject.of("city", new JsonString("Bern"));
    assertEquals(Map.of("Mcp-Param-City", "Bern"), headers(known, "t999", arguments));
    assertEquals(Map.of(), headers(known, "t" + ParameterHeaders.TOOLS_MAX, arguments));
    known.learn(listed(List.of(tool("t0", JsonObject.empty()))));
    assertEquals(Map.of(), headers(known, "t0", arguments));
  }

  @Test
  void repeatsAtMostSoManyArguments() {
    JsonObject properties = JsonObject.empty();
    JsonObject arguments = JsonObject.empty();
    for (int i = 0; i <= ParameterHeaders.PARAMETERS_MAX; i++) {
      properties = properties.with("a" + i, JsonObject.of("x-mcp-header", new JsonString("H" + i)));
      arguments = arguments.with("a" + i, "v");
    }
    var known = new ParameterHeaders();
    known.learn(listed(List.of(tool("t", properties))));
    assertEquals(ParameterHeaders.PARAMETERS_MAX, headers(known, "t", arguments).size());
  }

  @Test
  void looksAtMostSoDeep() {
    JsonObject properties = JsonObject.of("city", ANNOTATED);
    JsonObject arguments = JsonObject.of("city", new JsonString("Bern"));
    for (int depth = 1; depth < ParameterHeaders.DEPTH_MAX; depth++) {
      properties = JsonObject.of("in", JsonObject.of("properties", properties));
      arguments = JsonObject.of("in", arguments);
    }
    var known = new ParameterHeaders();
    known.learn(listed(List.of(tool("t", properties))));
    assertEquals(1, headers(known, "t", arguments).size());
    JsonObject deeper = JsonObject.of("in", JsonObject.of("properties", properties));
    known.learn(listed(List.of(tool("t", deeper))));
    assertEquals(Map.of(), headers(known, "t", JsonObject.of("in", arguments)));
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "'two words', 'two words'",
    "'', ''",
    "' edge', =?base64?IGVkZ2U=?=",
    "Zürich, =?base64?WsO8cmljaA==?=",
    "=?base64?eA==?=, =?base64?PT9iYXNlNjQ/ZUE9PT89?="
  })
  void encodesWhatAHeaderCannotHold(String text, String expected) {
    assertEquals(Optional.of(expected), HeaderValues.of(text));
  }

  @Test
  void leavesOutWhatIsTooLongForAHeader() {
    String longest = "x".repeat(HeaderValues.CHARS_MAX);
    assertEquals(Optional.of(longest), HeaderValues.of(longest));
    assertEquals(Optional.empty(), HeaderValues.of(longest + "x"));
    assertEquals(Optional.empty(), HeaderValues.given(longest + "x"));
    assertEquals(Optional.empty(), HeaderValues.given("a\nb"));
  }
}
