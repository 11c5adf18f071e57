package dev.brattice.proxy.aggregate;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.Methods;
import dev.brattice.proxy.http.Connector;
import dev.brattice.wire.MessageWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One client's session with all servers: finds for each message the server that it is for. */
final class Aggregate implements Connector.Link, Member.Listener {
  /** How many requests of servers may wait for the client. */
  static final int ASKED_MAX = 1_000;

  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int INTERNAL_ERROR = -32603;

  private final Map<String, Member> members = new LinkedHashMap<>();
  private final MessageWriter toClient;
  private final Consumer<String> log;
  private final Names names = new Names();
  private final Pages pages = new Pages();
  private final Opening opening;
  private final Changes changes;

  /** Where each request of the client went, for its cancellation. */
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();

  /** Whose request each question to the client is. */
  private final Map<String, Sent> questions = new ConcurrentHashMap<>();

  private final AtomicLong questionIds = new AtomicLong();

  /** A request at a server, and the id that it has there. */
  private record Sent(Member member, RequestId id) {}

  Aggregate(
      Map<String, Connector> servers,
      Set<String> late,
      MessageWriter toClient,
      String version,
      Consumer<String> log) {
    servers.forEach((name, connector) -> members.put(name, new Member(name, connector, this)));
    this.toClient = toClient;
    this.log = log;
    this.changes = new Changes(this::send);
    this.opening = new Opening(List.copyOf(members.values()), late, version, changes, log);
  }

  @Override
  public void accept(Decoded decoded) throws InterruptedException {
    switch (decoded) {
      case Decoded.Single single -> accept(single.message());
      case Decoded.Batch batch -> {
        for (Decoded element : batch.elements()) {
          accept(element);
        }
      }
      // Its sender was told; no server needs to know.
      case Decoded.Malformed ignored -> {}
    }
  }

  private void accept(Message message) throws InterruptedException {
    switch (message) {
      case Message.Request request -> request(request);
      case Message.Notification notification -> notification(notification);
      case Message.Result result -> answer(result.id(), result.tree());
      case Message.Failure failure -> answer(failure.id(), failure.tree());
    }
  }

  private void request(Message.Request request) throws InterruptedException {
    JsonObject params = request.params().orElse(JsonObject.empty());
    switch (request.method()) {
      case Methods.INITIALIZE ->
          background(request, () -> Answers.result(request.id(), opening.open(params)));
      case Methods.PING -> send(Answers.result(request.id(), JsonObject.empty()));
      case Methods.TOOLS_LIST,
          Methods.PROMPTS_LIST,
          Methods.RESOURCES_LIST,
          Methods.RESOURCE_TEMPLATES_LIST,
          Tasks.LIST ->
          background(request, () -> list(request, params));
      case Methods.TOOLS_CALL -> named(request, params, "Unknown tool: ");
      case "prompts/get" -> named(request, params, "Unknown prompt: ");
      case Methods.RESOURCES_READ, "resources/subscribe", "resources/unsubscribe" ->
          placed(request, params);
      case "tasks/get", "tasks/result", "tasks/cancel" -> task(request, params);
      case "completion/complete" -> complete(request, params);
      case "logging/setLevel" -> setLevel(request, params);
      default -> unknown(request);
    }
  }

  /** Something that waits for several servers: the client's next message must not. */
  private interface Slow {
    JsonObject answer() throws InterruptedException;
  }

  private void background(Message.Request request, Slow slow) {
    Thread.ofVirtual()
        .name("brattice-aggregate")
        .start(
            () -> {
              try {
                send(slow.answer());
              } catch (InterruptedException ending) {
                send(Answers.error(request.id(), INTERNAL_ERROR, "ending"));
              }
            });
  }

  private JsonObject list(Message.Request request, JsonObject params) throws InterruptedException {
    String method = request.method();
    String member = Listing.member(method);
    if (!params.has("cursor")) {
      return Answers.result(request.id(), pages.first(method, member, opening.list(names, method)));
    }
    return params
        .string("cursor")
        .flatMap(cursor -> pages.next(method, member, cursor))
        .map(page -> Answers.result(request.id(), page))
        .orElseGet(
            () ->
                Answers.error(
                    request.id(),
                    INVALID_PARAMS,
                    "expected a cursor of the list that was given last; list again without one"));
  }

  private void task(Message.Request request, JsonObject params) throws InterruptedException {
    Optional<Uris.Placed> place =
        Tasks.inward(params).filter(it -> members.containsKey(it.server()));
    if (place.isEmpty()) {
      send(Answers.error(request.id(), INVALID_PARAMS, "there is no such task"));
      return;
    }
    forward(request, member(place.get().server()), Tasks.named(params, place.get().uri()));
  }

  private void named(Message.Request request, JsonObject params, String unknown)
      throws InterruptedException {
    String name = params.string("name").orElse("");
    Optional<Names.Named> known = names.inward(name).filter(it -> members.containsKey(it.server()));
    if (known.isEmpty()) {
      send(Answers.error(request.id(), INVALID_PARAMS, unknown + name));
      return;
    }
    JsonObject own = params.with("name", new JsonString(known.get().name()));
    forward(request, member(known.get().server()), own);
  }

  private Member member(String name) {
    return Optional.ofNullable(members.get(name)).orElseThrow();
  }

  private void placed(Message.Request request, JsonObject params) throws InterruptedException {
    Optional<Uris.Placed> place =
        params.string("uri").flatMap(Uris::inward).filter(it -> members.containsKey(it.server()));
    if (place.isEmpty()) {
      send(Answers.error(request.id(), INVALID_PARAMS, "there is no such resource"));
      return;
    }
    Member member = member(place.get().server());
    if (request.method().equals("resources/subscribe")) {
      opening.subscribe(member.name(), place.get().uri());
    } else if (request.method().equals("resources/unsubscribe")) {
      opening.unsubscribe(member.name(), place.get().uri());
    }
    forward(request, member, params.with("uri", new JsonString(place.get().uri())));
  }

  private void complete(Message.Request request, JsonObject params) throws InterruptedException {
    JsonObject ref = params.object("ref").orElse(JsonObject.empty());
    Optional<Names.Named> prompt =
        ref.string("name").flatMap(names::inward).filter(it -> members.containsKey(it.server()));
    Optional<Uris.Placed> template =
        ref.string("uri").flatMap(Uris::inward).filter(it -> members.containsKey(it.server()));
    if (prompt.isPresent()) {
      JsonObject own = ref.with("name", new JsonString(prompt.get().name()));
      forward(request, member(prompt.get().server()), params.with("ref", own));
    } else if (template.isPresent()) {
      JsonObject own = ref.with("uri", new JsonString(template.get().uri()));
      forward(request, member(template.get().server()), params.with("ref", own));
    } else {
      send(Answers.error(request.id(), INVALID_PARAMS, "there is nothing to complete here"));
    }
  }

  private void setLevel(Message.Request request, JsonObject params) throws InterruptedException {
    opening.setLevel(params);
    send(Answers.result(request.id(), JsonObject.empty()));
  }

  /** Only where there is but one server is it plain whose it is. */
  private void unknown(Message.Request request) throws InterruptedException {
    if (members.size() == 1) {
      forward(
          request, members.values().iterator().next(), request.params().orElse(JsonObject.empty()));
    } else {
      send(Answers.error(request.id(), METHOD_NOT_FOUND, "there is no such method here"));
    }
  }

  private void forward(Message.Request request, Member member, JsonObject params)
      throws InterruptedException {
    String correlation = request.id().correlation();
    JsonObject tree =
        request.tree().has("params")
            ? request.tree().with("params", Tasks.back(params, member.name()))
            : request.tree();
    RequestId id =
        member.forward(
            tree,
            answer -> {
              sent.remove(correlation);
              send(outward(answer.with("id", request.id().value()), request.method(), member));
            });
    sent.put(correlation, new Sent(member, id));
    if (!member.awaits(id)) {
      sent.remove(correlation);
    }
  }

  private static JsonObject outward(JsonObject answer, String method, Member member) {
    return answer
        .object("result")
        .map(result -> Tasks.inResult(result, method, member.name()))
        .map(result -> answer.with("result", Uris.inResult(result, member.name())))
        .orElse(answer);
  }

  private void notification(Message.Notification notification) throws InterruptedException {
    switch (notification.method()) {
      // Each server was told when its own session was open.
      case "notifications/initialized" -> {}
      case Methods.CANCELLED -> cancelled(notification.params().orElse(JsonObject.empty()));
      default -> {
        for (Member member : members.values()) {
          member.tell(notification.tree());
        }
      }
    }
  }

  private void cancelled(JsonObject params) throws InterruptedException {
    Optional<Sent> one =
        params
            .get("requestId")
            .filter(RequestId::isId)
            .map(id -> new RequestId(id).correlation())
            .flatMap(correlation -> Optional.ofNullable(sent.get(correlation)));
    if (one.isPresent()) {
      one.get().member().cancel(one.get().id(), params);
    }
  }

  /** The client answers a server's question. */
  private void answer(RequestId id, JsonObject tree) throws InterruptedException {
    Sent question = questions.remove(id.correlation());
    if (question != null) {
      JsonObject own = tree.with("id", question.id().value());
      Optional<JsonObject> result = own.object("result");
      String server = question.member().name();
      question
          .member()
          .tell(result.isPresent() ? own.with("result", Tasks.back(result.get(), server)) : own);
    }
  }

  @Override
  public void said(Member member, JsonObject said) throws InterruptedException {
    JsonObject message = Tasks.inMessage(said, member.name());
    String method = message.string("method").orElse("");
    Optional<RequestId> id = message.get("id").filter(RequestId::isId).map(RequestId::new);
    if (id.isPresent()) {
      ask(member, id.get(), message);
      return;
    }
    JsonObject params = message.object("params").orElse(JsonObject.empty());
    switch (method) {
      case "notifications/tools/list_changed",
          "notifications/prompts/list_changed",
          "notifications/resources/list_changed" ->
          changes.happened(method);
      case "notifications/resources/updated" ->
          send(message.with("params", Uris.outward(params, "uri", member.name())));
      case "notifications/tasks/status" ->
          send(message.with("params", Tasks.outward(params, member.name())));
      case "notifications/message" -> {
        String logger = params.string("logger").map(it -> "/" + it).orElse("");
        send(message.with("params", params.with("logger", member.name() + logger)));
      }
      case Methods.CANCELLED -> withdrawn(member, params, message);
      default -> send(message);
    }
  }

  private void ask(Member member, RequestId id, JsonObject message) throws InterruptedException {
    if (message.string("method").filter(Methods.PING::equals).isPresent()) {
      member.tell(Answers.result(id, JsonObject.empty()));
      return;
    }
    if (questions.size() >= ASKED_MAX) {
      member.tell(Answers.error(id, INTERNAL_ERROR, "too many questions wait for the client"));
      return;
    }
    RequestId own = new RequestId(JsonNumber.of(questionIds.incrementAndGet()));
    questions.put(own.correlation(), new Sent(member, id));
    send(message.with("id", own.value()));
  }

  /** A server takes a question back. */
  private void withdrawn(Member member, JsonObject params, JsonObject message) {
    Optional<String> theirs =
        params.get("requestId").filter(RequestId::isId).map(id -> new RequestId(id).correlation());
    Optional<String> own =
        questions.entrySet().stream()
            .filter(each -> each.getValue().member() == member)
            .filter(each -> theirs.filter(each.getValue().id().correlation()::equals).isPresent())
            .map(Map.Entry::getKey)
            .findFirst();
    if (own.isPresent() && questions.remove(own.get()) != null) {
      // Correlations of numbers begin with a letter that says so.
      Json id = JsonNumber.of(Long.parseLong(own.get().substring(1)));
      send(message.with("params", params.with("requestId", id)));
    }
  }

  @Override
  public void lost(Member member) {
    questions.values().removeIf(question -> question.member() == member);
    opening.lost(member);
  }

  private void send(JsonObject message) {
    try {
      toClient.write(message);
    } catch (IOException gone) {
      log.accept("the client no longer reads");
    }
  }

  @Override
  public void close() {
    opening.close();
    changes.close();
    List<Thread> closing = new ArrayList<>();
    for (Member member : members.values()) {
      closing.add(Thread.ofVirtual().start(member::close));
    }
    try {
      for (Thread each : closing) {
        each.join();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
