package dev.brattice.proxy.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonWriter;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.proxy.http.Connector;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregateTest {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}";

  private final Scripted one =
      new Scripted(
          object(
              "{'protocolVersion':'2025-11-25','capabilities':{'tools':{},'resources':{'subscribe':true}},"
                  + "'serverInfo':{'name':'one','version':'1'},'instructions':'first'}"));
  private final Scripted two =
      new Scripted(
          object(
              "{'protocolVersion':'2025-06-18','capabilities':{'tools':{'listChanged':true},'logging':{}},"
                  + "'serverInfo':{'name':'two','version':'1'},'instructions':'second'}"));
  private final List<JsonObject> toClient = new CopyOnWriteArrayList<>();
  private final Connector.Link link =
      new AggregateConnector(this::servers, "1", line -> {}).connect(toClient::add, () -> {});

  private Map<String, Connector> servers() {
    Map<String, Connector> servers = new LinkedHashMap<>();
    servers.put("one", one);
    servers.put("two", two);
    return servers;
  }

  @AfterEach
  void close() {
    link.close();
  }

  private static JsonObject object(String text) {
    try {
      return (JsonObject)
          new JsonReader(JsonLimits.MESSAGE)
              .read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (JsonException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static Optional<JsonObject> result(String text) {
    return Optional.of(object(text));
  }

  private void client(String text) throws InterruptedException {
    link.accept(MessageDecoder.decode(object(text)));
  }

  private JsonObject await(Predicate<JsonObject> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < deadline) {
      for (JsonObject message : toClient) {
        if (wanted.test(message)) {
          return message;
        }
      }
      Thread.sleep(5);
    }
    throw new AssertionError(
        "it did not come; came: " + toClient.stream().map(JsonWriter::text).toList());
  }

  private JsonObject answer(String id) throws InterruptedException {
    return await(
        message ->
            !message.has("method")
                && message.get("id").map(JsonWriter::text).filter(id::equals).isPresent());
  }

  private JsonObject told(String method) throws InterruptedException {
    return await(message -> message.string("method").filter(method::equals).isPresent());
  }

  private JsonObject open() throws InterruptedException {
    client(INITIALIZE);
    return answer("0").object("result").orElseThrow();
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not happen");
      Thread.sleep(5);
    }
  }

  @Test
  void saysOfItselfWhatAllServersSay() throws Exception {
    JsonObject opened = open();
    assertEquals("2025-06-18", opened.string("protocolVersion").orElseThrow());
    assertEquals("## one\nfirst\n\n## two\nsecond", opened.string("instructions").orElseThrow());
    assertEquals(
        "{\"tools\":{\"listChanged\":true},\"resources\":{\"subscribe\":true},\"logging\":{}}",
        JsonWriter.text(opened.object("capabilities").orElseThrow()));
    assertEquals(1, one.got("notifications/initialized").size());
    assertEquals(1, two.got("notifications/initialized").size());
  }

  @Test
  void listsEveryPageOfEveryServerUnderItsName() throws Exception {
    one.on(
        "tools/list",
        params ->
            params.string("cursor").isEmpty()
                ? result("{'tools':[{'name':'a'}],'nextCursor':''}")
                : result("{'tools':[{'name':'b','title':'B'}]}"));
    two.on("tools/list", params -> result("{'tools':[{'name':'a'}],'nextCursor':'again'}"));
    open();
    client("{'jsonrpc':'2.0','id':'l','method':'tools/list'}");
    assertEquals(
        "{\"tools\":[{\"name\":\"one__a\"},{\"name\":\"one__b\",\"title\":\"B\"},"
            + "{\"name\":\"two__a\"},{\"name\":\"two__a\"}]}",
        JsonWriter.text(answer("\"l\"").object("result").orElseThrow()));
  }

  @Test
  void aServerThatDoesNotAnswerIsLeftOutOfAList() throws Exception {
    one.on("tools/list", params -> result("{'tools':[{'name':'a'}]}"));
    two.on("tools/list", params -> Optional.empty());
    open();
    client("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
    // It is gone before its time is over: who waits for it is told.
    awaitTrue(() -> two.got("tools/list").size() == 1);
    two.die();
    assertEquals(
        "{\"tools\":[{\"name\":\"one__a\"}]}",
        JsonWriter.text(answer("1").object("result").orElseThrow()));
  }

  @Test
  void callsTheToolOfTheServerThatItsNameSays() throws Exception {
    two.on("tools/call", params -> result("{'content':[],'n':1.10}"));
    open();
    client(
        "{'jsonrpc':'2.0','id':'x','method':'tools/call','params':{'name':'two__a__b','arguments':{'k':1e400},'_meta':{'progressToken':'t','v':1}}}");
    JsonObject called = two.got("tools/call").getFirst();
    assertEquals("a__b", called.object("params").orElseThrow().string("name").orElseThrow());
    assertTrue(JsonWriter.text(called).contains("1e400"));
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{\"content\":[],\"n\":1.10}}",
        JsonWriter.text(answer("\"x\"")));
    assertTrue(one.got("tools/call").isEmpty());
  }

  @Test
  void unknownNamesReachNobody() throws Exception {
    open();
    client("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'three__a'}}");
    assertEquals(
        "Unknown tool: three__a",
        answer("1").object("error").orElseThrow().string("message").orElseThrow());
    client("{'jsonrpc':'2.0','id':2,'method':'resources/read','params':{'uri':'file:///x'}}");
    assertTrue(answer("2").has("error"));
    client("{'jsonrpc':'2.0','id':3,'method':'vendor/x'}");
    assertTrue(answer("3").has("error"));
  }

  @Test
  void progressComesUnderTheClientsTokenAndNotAfterTheAnswer() throws Exception {
    two.on("tools/call", params -> Optional.empty());
    open();
    client(
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'two__a','_meta':{'progressToken':'mine'}}}");
    JsonObject call = two.got("tools/call").getFirst();
    Json token =
        call.object("params")
            .orElseThrow()
            .object("_meta")
            .orElseThrow()
            .get("progressToken")
            .orElseThrow();
    assertEquals(call.get("id").orElseThrow(), token);
    JsonObject progress =
        object("{'jsonrpc':'2.0','method':'notifications/progress','params':{'progress':1}}");
    JsonObject params = progress.object("params").orElseThrow().with("progressToken", token);
    two.say(progress.with("params", params));
    assertEquals(
        "mine",
        told("notifications/progress")
            .object("params")
            .orElseThrow()
            .string("progressToken")
            .orElseThrow());
    two.say(object("{'jsonrpc':'2.0','result':{}}").with("id", token));
    answer("1");
    toClient.clear();
    two.say(progress.with("params", params));
    assertTrue(toClient.isEmpty());
  }

  @Test
  void aCancellationReachesTheServerOfItsRequestUnderTheIdThere() throws Exception {
    one.on("tools/call", params -> Optional.empty());
    open();
    client("{'jsonrpc':'2.0','id':'c','method':'tools/call','params':{'name':'one__slow'}}");
    client(
        "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':'c','reason':'r'}}");
    JsonObject cancelled =
        one.got("notifications/cancelled").getFirst().object("params").orElseThrow();
    assertEquals(one.got("tools/call").getFirst().get("id"), cancelled.get("requestId"));
    assertEquals("r", cancelled.string("reason").orElseThrow());
    assertTrue(two.got("notifications/cancelled").isEmpty());
  }

  @Test
  void questionsOfTwoServersWithOneIdGetTheirOwnAnswers() throws Exception {
    open();
    String question =
        "{'jsonrpc':'2.0','id':7,'method':'elicitation/create','params':{'message':'%s'}}";
    one.say(object(question.formatted("from one")));
    two.say(object(question.formatted("from two")));
    JsonObject second =
        await(
            message ->
                message
                    .object("params")
                    .flatMap(it -> it.string("message"))
                    .filter("from two"::equals)
                    .isPresent());
    link.accept(
        MessageDecoder.decode(
            object("{'jsonrpc':'2.0','result':{'action':'accept'}}")
                .with("id", second.get("id").orElseThrow())));
    assertEquals(
        List.of("{\"jsonrpc\":\"2.0\",\"result\":{\"action\":\"accept\"},\"id\":7}"),
        two.got().stream().filter(message -> message.has("result")).map(JsonWriter::text).toList());
    assertTrue(one.got().stream().noneMatch(message -> message.has("result")));
  }

  @Test
  void anAnswerToNoQuestionReachesNobody() throws Exception {
    open();
    client("{'jsonrpc':'2.0','id':99,'result':{}}");
    assertTrue(one.got().stream().noneMatch(message -> message.has("result")));
    assertTrue(two.got().stream().noneMatch(message -> message.has("result")));
  }

  @Test
  void addressesOfResourcesLeadBackToTheirServer() throws Exception {
    one.on("resources/list", params -> result("{'resources':[{'uri':'test://a+b','name':'r'}]}"));
    one.on("resources/read", params -> result("{'contents':[{'uri':'test://a+b','text':'x'}]}"));
    one.on(
        "tools/call",
        params ->
            result(
                "{'content':[{'type':'resource_link','uri':'test://l'},{'type':'resource','resource':{'uri':'test://e','text':'t'}},{'type':'text','text':'test://no','uri':'kept'}]}"));
    open();
    client("{'jsonrpc':'2.0','id':1,'method':'resources/list'}");
    assertTrue(JsonWriter.text(answer("1")).contains("\"uri\":\"one+test://a+b\""));
    client("{'jsonrpc':'2.0','id':2,'method':'resources/read','params':{'uri':'one+test://a+b'}}");
    assertTrue(JsonWriter.text(answer("2")).contains("\"uri\":\"one+test://a+b\""));
    assertEquals(
        "test://a+b",
        one.got("resources/read")
            .getFirst()
            .object("params")
            .orElseThrow()
            .string("uri")
            .orElseThrow());
    client("{'jsonrpc':'2.0','id':3,'method':'tools/call','params':{'name':'one__x'}}");
    String called = JsonWriter.text(answer("3"));
    assertTrue(called.contains("one+test://l") && called.contains("one+test://e"), called);
    assertTrue(called.contains("\"uri\":\"kept\""), called);
  }

  @Test
  void manyChangesOfAListAreToldOnce() throws Exception {
    open();
    JsonObject changed = object("{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}");
    for (int i = 0; i < 5; i++) {
      one.say(changed);
      two.say(changed);
    }
    told("notifications/tools/list_changed");
    Thread.sleep(2 * Changes.REST_MILLIS);
    assertEquals(1, toClient.stream().filter(message -> message.has("method")).count());
  }

  @Test
  void aLostServerComesBackWithItsSubscriptionsAndTheOthersWorkMeanwhile() throws Exception {
    one.on("resources/subscribe", params -> result("{}"));
    two.on("tools/call", params -> result("{'content':[]}"));
    open();
    client(
        "{'jsonrpc':'2.0','id':1,'method':'resources/subscribe','params':{'uri':'one+test://w'}}");
    answer("1");
    one.on("tools/call", params -> Optional.empty());
    client("{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'one__slow'}}");
    one.die();
    JsonObject error = answer("2").object("error").orElseThrow();
    assertTrue(error.string("message").orElseThrow().contains("not a policy decision"));
    client("{'jsonrpc':'2.0','id':3,'method':'tools/call','params':{'name':'two__a'}}");
    assertTrue(answer("3").has("result"));
    awaitTrue(() -> one.got("resources/subscribe").size() == 2);
    assertEquals(2, one.connections());
    assertEquals(2, one.got("initialize").size());
    told("notifications/tools/list_changed");
  }

  @Test
  void aServerThatCannotBeReachedIsTriedAgain() throws Exception {
    two.refuse(true);
    JsonObject opened = open();
    assertFalse(opened.object("capabilities").orElseThrow().has("logging"));
    two.refuse(false);
    awaitTrue(() -> two.got("notifications/initialized").size() == 1);
    two.on("tools/call", params -> result("{'content':[]}"));
    client("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'two__a'}}");
    assertTrue(answer("1").has("result"));
  }

  @Test
  void aLongListIsHandedOutInPagesWithCursorsOfOurOwn() throws Exception {
    int all = Pages.ELEMENTS_MAX + 2;
    StringBuilder tools = new StringBuilder();
    for (int i = 0; i < all; i++) {
      tools.append(i == 0 ? "" : ",").append("{'name':'t").append(i).append("'}");
    }
    one.on("tools/list", params -> result("{'tools':[" + tools + "]}"));
    two.on("tools/list", params -> result("{'tools':[]}"));
    open();
    client("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
    JsonObject first = answer("1").object("result").orElseThrow();
    assertEquals(Pages.ELEMENTS_MAX, first.array("tools").orElseThrow().elements().size());
    String cursor = first.string("nextCursor").orElseThrow();
    client(page(2, "tools/list", cursor));
    assertEquals(
        "{\"tools\":[{\"name\":\"one__t1000\"},{\"name\":\"one__t1001\"}]}",
        JsonWriter.text(answer("2").object("result").orElseThrow()));
    // Another list, a changed place, a list given anew: none of them is what the cursor is for.
    String moved =
        cursor.substring(0, 23) + (cursor.charAt(23) == '1' ? '2' : '1') + cursor.substring(24);
    client(page(3, "prompts/list", cursor));
    client(page(4, "tools/list", moved));
    client(page(5, "tools/list", ""));
    client("{'jsonrpc':'2.0','id':6,'method':'tools/list'}");
    answer("6");
    client(page(7, "tools/list", cursor));
    for (int id : new int[] {3, 4, 5, 7}) {
      assertTrue(answer(Integer.toString(id)).has("error"), "page " + id);
    }
  }

  private static String page(int id, String method, String cursor) {
    return "{'jsonrpc':'2.0','id':"
        + id
        + ",'method':'"
        + method
        + "','params':{'cursor':'"
        + cursor
        + "'}}";
  }

  @Test
  void tasksLeadBackToTheirServer() throws Exception {
    one.on("tools/call", params -> result("{'task':{'taskId':'t+1','status':'working'}}"));
    one.on("tasks/get", params -> result("{'taskId':'t+1','status':'completed'}"));
    one.on(
        "tasks/result",
        params ->
            result(
                "{'content':[],'_meta':{'io.modelcontextprotocol/related-task':{'taskId':'t+1'}}}"));
    open();
    client(
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'one__x','task':{'ttl':9}}}");
    assertTrue(JsonWriter.text(answer("1")).contains("\"taskId\":\"one+t+1\""));
    for (String method : List.of("tasks/get", "tasks/result")) {
      client(
          "{'jsonrpc':'2.0','id':'"
              + method
              + "','method':'"
              + method
              + "','params':{'taskId':'one+t+1'}}");
      assertTrue(JsonWriter.text(answer("\"" + method + "\"")).contains("\"taskId\":\"one+t+1\""));
      JsonObject asked = one.got(method).getFirst().object("params").orElseThrow();
      assertEquals("t+1", asked.string("taskId").orElseThrow());
    }
    one.say(
        object(
            "{'jsonrpc':'2.0','method':'notifications/tasks/status','params':{'taskId':'t+1','status':'completed'}}"));
    assertEquals(
        "one+t+1",
        told("notifications/tasks/status")
            .object("params")
            .orElseThrow()
            .string("taskId")
            .orElseThrow());
    client("{'jsonrpc':'2.0','id':9,'method':'tasks/get','params':{'taskId':'three+t'}}");
    assertTrue(answer("9").has("error"));
  }

  @Test
  void aQuestionThatBelongsToATaskSaysSoInBothDirections() throws Exception {
    open();
    one.say(
        object(
            "{'jsonrpc':'2.0','id':5,'method':'elicitation/create','params':{'message':'m','_meta':{'io.modelcontextprotocol/related-task':{'taskId':'t'}}}}"));
    JsonObject asked = told("elicitation/create");
    assertTrue(JsonWriter.text(asked).contains("\"taskId\":\"one+t\""));
    link.accept(
        MessageDecoder.decode(
            object(
                    "{'jsonrpc':'2.0','result':{'action':'accept','_meta':{'io.modelcontextprotocol/related-task':{'taskId':'one+t'}}}}")
                .with("id", asked.get("id").orElseThrow())));
    String answered =
        JsonWriter.text(
            one.got().stream().filter(it -> it.has("result")).findFirst().orElseThrow());
    assertTrue(answered.contains("\"taskId\":\"t\""), answered);
  }

  @Test
  void whatIsCutIsFoundAgain() {
    var names = new Names();
    String tool = "t".repeat(100);
    String shown = names.outward("server", tool);
    assertEquals(Names.CHARS_MAX, shown.length());
    assertEquals(shown, new Names().outward("server", tool));
    assertFalse(shown.equals(names.outward("server", tool + "2")));
    assertEquals(new Names.Named("server", tool), names.inward(shown).orElseThrow());
    for (int i = 0; i < Names.CUT_MAX; i++) {
      names.outward("server", tool + i);
    }
    String late = names.outward("server", tool + "late");
    assertFalse(names.inward(late).filter(it -> it.name().equals(tool + "late")).isPresent());
  }
}
