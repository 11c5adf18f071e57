package dev.brattice.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Message;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.mcp.Modern;
import dev.brattice.wire.Oversized;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionlessServerTest {
  private static final String OPEN =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",
       "capabilities":{"elicitation":{},"tasks":{}},"clientInfo":{"name":"c","version":"1"}}}""";
  private static final String DISCOVERED =
      """
      {"resultType":"complete","supportedVersions":["2026-07-28"],
       "capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true}},
       "instructions":"be kind","ttlMs":1,"cacheScope":"private",
       "_meta":{"io.modelcontextprotocol/serverInfo":{"name":"s","version":"2"}}}""";

  private final List<JsonObject> toServer = new ArrayList<>();
  private final List<JsonObject> toClient = new ArrayList<>();
  private final SessionlessServer server = new SessionlessServer(toServer::add);

  SessionlessServerTest() {
    server.tell(
        decoded -> {
          if (decoded instanceof Decoded.Single(Message message)) {
            toClient.add(message.tree());
          }
        });
  }

  private static JsonObject json(String text) {
    try {
      return (JsonObject)
          new JsonReader(JsonLimits.MESSAGE).read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private void client(String text) throws IOException {
    server.write(json(text));
  }

  private void server(String text) throws InterruptedException {
    server.fromServer(MessageDecoder.decode(json(text)));
  }

  private JsonObject lastToServer() {
    return toServer.getLast();
  }

  private static String id(JsonObject message) {
    return JsonWriter.text(message.get("id").orElseThrow());
  }

  private void answer(String result) throws InterruptedException {
    server("{\"jsonrpc\":\"2.0\",\"id\":" + id(lastToServer()) + ",\"result\":" + result + "}");
  }

  private void open() throws IOException, InterruptedException {
    client(OPEN);
    server(
        """
        {"jsonrpc":"2.0","id":0,"error":{"code":-32022,"message":"no"}}""");
    answer(DISCOVERED);
    client(
        """
        {"jsonrpc":"2.0","method":"notifications/initialized"}""");
  }

  private static String call(int id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"t\",\"arguments\":{\"n\":1.50}}}";
  }

  @Test
  void aServerThatOpensASessionIsLeftAlone() throws Exception {
    client(OPEN);
    assertFalse(server.isPlain());
    server(
        """
        {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18"}}""");
    assertTrue(server.isPlain());
    client(call(1));
    assertEquals(json(call(1)), lastToServer());
    answer("{\"resultType\":\"strange\"}");
    assertEquals(
        "strange",
        toClient.getLast().object("result").orElseThrow().string("resultType").orElseThrow());
  }

  @Test
  void aServerThatKnowsNeitherHandshakeGetsItsRefusalThrough() throws Exception {
    client(OPEN);
    server(
        """
        {"jsonrpc":"2.0","id":0,"error":{"code":-32603,"message":"broken today"}}""");
    server(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id(lastToServer())
            + ",\"error\":{\"code\":-32601,\"message\":\"what\"}}");
    assertTrue(JsonWriter.text(toClient.getLast()).contains("broken today"));
    assertEquals("0", id(toClient.getLast()));
    assertTrue(server.isPlain());
  }

  @Test
  void theDiscoveryOpensTheSessionInTheClientsWords() throws Exception {
    open();
    JsonObject result = toClient.getFirst().object("result").orElseThrow();
    assertEquals("2025-06-18", result.string("protocolVersion").orElseThrow());
    assertEquals("be kind", result.string("instructions").orElseThrow());
    assertEquals("s", result.object("serverInfo").orElseThrow().string("name").orElseThrow());
    assertFalse(result.has("ttlMs"));
    JsonObject listen = lastToServer();
    assertEquals(Modern.LISTEN, listen.string("method").orElseThrow());
    assertTrue(JsonWriter.text(listen).contains("\"toolsListChanged\":true"));
    assertFalse(JsonWriter.text(listen).contains("promptsListChanged"));
  }

  @Test
  void everyRequestSaysWhoAsks() throws Exception {
    open();
    client(
        """
        {"jsonrpc":"2.0","id":8,"method":"logging/setLevel","params":{"level":"debug"}}""");
    client(call(1));
    String sent = JsonWriter.text(lastToServer());
    assertTrue(sent.contains("\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\""), sent);
    assertTrue(sent.contains("\"io.modelcontextprotocol/logLevel\":\"debug\""), sent);
    assertTrue(sent.contains("\"elicitation\":{}"), sent);
    assertFalse(sent.contains("tasks"), sent);
    assertTrue(sent.contains("1.50"), sent);
    answer(
        """
        {"resultType":"complete","content":[],"structuredContent":[1],
         "_meta":{"io.modelcontextprotocol/serverInfo":{},"own":1}}""");
    assertEquals(
        json(
            """
            {"jsonrpc":"2.0","id":1,"result":{"content":[],"_meta":{"own":1}}}"""),
        toClient.getLast());
  }

  @Test
  void schemasThatOlderClientsRefuseAreLeftOut() throws Exception {
    open();
    client(
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
    answer(
        """
        {"tools":[{"name":"a","outputSchema":{"type":"array"}},
         {"name":"b","outputSchema":{"type":"object"}}],"ttlMs":0,"cacheScope":"public"}""");
    assertEquals(
        json(
            """
            {"tools":[{"name":"a"},{"name":"b","outputSchema":{"type":"object"}}]}"""),
        toClient.getLast().object("result").orElseThrow());
  }

  @Test
  void whatTheServerAsksIsAskedAndTheCallGoesOn() throws Exception {
    open();
    client(call(1));
    toClient.clear();
    answer(
        """
        {"resultType":"input_required","requestState":"s1","inputRequests":{
         "a":{"method":"elicitation/create","params":{"message":"x"}},
         "b":{"method":"roots/list"}}}""");
    assertEquals(2, toClient.size());
    assertEquals("elicitation/create", toClient.getFirst().string("method").orElseThrow());
    int before = toServer.size();
    client("{\"jsonrpc\":\"2.0\",\"id\":" + id(toClient.get(1)) + ",\"result\":{\"roots\":[]}}");
    assertEquals(before, toServer.size(), "one answer is still out");
    client(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id(toClient.get(0))
            + ",\"result\":{\"action\":\"accept\"}}");
    JsonObject params = lastToServer().object("params").orElseThrow();
    assertEquals("s1", params.string("requestState").orElseThrow());
    assertEquals(
        json(
            """
            {"b":{"roots":[]},"a":{"action":"accept"}}"""),
        params.object("inputResponses").orElseThrow());
    assertFalse(id(lastToServer()).equals("1"), "a new id for a new request");
    answer("{\"resultType\":\"complete\",\"content\":[]}");
    assertEquals("1", id(toClient.getLast()));
  }

  @Test
  void anAnswerToNothingGoesNowhere() throws Exception {
    open();
    client(call(1));
    int before = toServer.size();
    client(
        """
        {"jsonrpc":"2.0","id":"brattice-99","result":{"action":"accept"}}""");
    assertEquals(before, toServer.size());
  }

  @Test
  void aRefusedQuestionEndsTheCallWithAnError() throws Exception {
    open();
    client(call(1));
    answer(
        """
        {"resultType":"input_required","inputRequests":{
         "a":{"method":"sampling/createMessage","params":{}}}}""");
    client(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id(toClient.getLast())
            + ",\"error\":{\"code\":-1,\"message\":\"no\"}}");
    assertEquals("1", id(toClient.getLast()));
    assertTrue(toClient.getLast().has("error"));
  }

  @Test
  void aServerThatAsksForeverIsStopped() throws Exception {
    open();
    client(call(1));
    int before = toServer.size();
    for (int i = 0; i <= SessionlessCall.ROUNDS_MAX && !toClient.getLast().has("error"); i++) {
      answer("{\"resultType\":\"input_required\",\"requestState\":\"again\"}");
    }
    assertTrue(toClient.getLast().has("error"));
    assertEquals(SessionlessCall.ROUNDS_MAX, toServer.size() - before);
  }

  @Test
  void whatCannotBeAskedIsNotAsked() throws Exception {
    open();
    client(call(1));
    int before = toClient.size();
    answer(
        """
        {"resultType":"input_required","inputRequests":{"a":{"method":"tools/call"}}}""");
    assertEquals(before + 1, toClient.size());
    assertTrue(toClient.getLast().has("error"));
    client(call(2));
    StringBuilder many =
        new StringBuilder("{\"resultType\":\"input_required\",\"inputRequests\":{");
    for (int i = 0; i <= SessionlessCall.QUESTIONS_MAX; i++) {
      many.append(i == 0 ? "" : ",")
          .append("\"q")
          .append(i)
          .append("\":{\"method\":\"roots/list\"}");
    }
    answer(many + "}}");
    assertEquals("2", id(toClient.getLast()));
    assertTrue(toClient.getLast().has("error"));
  }

  @Test
  void moreCallsThanAllowedAreRefused() throws Exception {
    open();
    for (int i = 1; i <= SessionlessServer.CALLS_MAX; i++) {
      client(call(i));
    }
    int before = toServer.size();
    client(call(SessionlessServer.CALLS_MAX + 1));
    assertEquals(before, toServer.size());
    assertTrue(toClient.getLast().has("error"));
  }

  @Test
  void aCancelledCallIsCancelledUnderTheIdThatTheServerKnows() throws Exception {
    open();
    client(call(1));
    answer("{\"resultType\":\"input_required\",\"requestState\":\"again\"}");
    String retried = id(lastToServer());
    client(
        """
        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
    assertEquals(
        retried,
        JsonWriter.text(
            lastToServer().object("params").orElseThrow().get("requestId").orElseThrow()));
  }

  @Test
  void newsOfResourcesAreAskedForAnew() throws Exception {
    open();
    String first = id(lastToServer());
    client(
        """
        {"jsonrpc":"2.0","id":3,"method":"resources/subscribe","params":{"uri":"a:b"}}""");
    assertEquals("3", id(toClient.getLast()));
    Json uris =
        lastToServer()
            .object("params")
            .flatMap(params -> params.object("notifications"))
            .flatMap(wanted -> wanted.get("resourceSubscriptions"))
            .orElseThrow();
    assertEquals("[\"a:b\"]", JsonWriter.text(uris));
    JsonObject cancelled = toServer.get(toServer.size() - 2);
    assertTrue(JsonWriter.text(cancelled).contains(first), "the stream before is given up");
    server(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"a:b\","
            + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":"
            + id(lastToServer())
            + "}}}");
    assertEquals(
        json(
            """
            {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"a:b"}}"""),
        toClient.getLast());
  }

  @Test
  void onlySoManyResourcesAreHeardOf() throws Exception {
    open();
    for (int i = 0; i < SessionlessNews.RESOURCES_MAX + 5; i++) {
      client(
          "{\"jsonrpc\":\"2.0\",\"id\":"
              + (i + 10)
              + ",\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"u:"
              + i
              + "\"}}");
    }
    assertEquals(
        SessionlessNews.RESOURCES_MAX,
        lastToServer()
            .object("params")
            .flatMap(params -> params.object("notifications"))
            .flatMap(wanted -> wanted.array("resourceSubscriptions"))
            .orElseThrow()
            .elements()
            .size());
  }

  @Test
  void theAcknowledgementAndTheEndOfAStreamAreNotTheClientsBusiness() throws Exception {
    open();
    int before = toClient.size();
    server(
        """
        {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{}}""");
    answer("{\"resultType\":\"complete\"}");
    assertEquals(before, toClient.size());
  }

  @Test
  void anAnswerTooLongToReadIsNamedAsTheClientKnowsIt() throws Exception {
    open();
    client(call(1));
    answer("{\"resultType\":\"input_required\",\"requestState\":\"again\"}");
    Json retried = lastToServer().get("id").orElseThrow();
    Oversized named = server.fromServer(new Oversized(9, Optional.of(retried), false));
    assertEquals("1", JsonWriter.text(named.id().orElseThrow()));
    Oversized other = server.fromServer(new Oversized(9, Optional.of(new JsonString("x")), false));
    assertEquals("\"x\"", JsonWriter.text(other.id().orElseThrow()));
  }
}
