package dev.brattice.proxy;

import dev.brattice.audit.AuditException;
import dev.brattice.call.Direction;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Methods;
import dev.brattice.policy.Reason;
import java.util.List;
import java.util.Optional;

/** What becomes of the server's messages. */
final class ServerSide {
  private final Connection connection;
  private final Session session;
  private final Outlets outlets;

  ServerSide(Connection connection) {
    this.connection = connection;
    this.session = connection.session();
    this.outlets = connection.outlets();
  }

  /** Takes one message from the server. */
  void accept(Message message) throws InterruptedException {
    switch (message) {
      case Message.Request request -> request(request);
      case Message.Notification notification -> notification(notification);
      case Message.Result result -> answer(result.id(), result.result(), "result", result.tree());
      case Message.Failure failure ->
          answer(failure.id(), failure.error(), "error", failure.tree());
    }
  }

  private void answer(RequestId id, Json content, String member, JsonObject tree)
      throws InterruptedException {
    Optional<Pending> pending = session.answered(id);
    Optional<Ready> by = pending.flatMap(Pending::judged).map(Pending.Judged::by);
    Ready ready = by.isPresent() ? by.get() : connection.readiness().await();
    if (pending.isEmpty()) {
      unasked(id, content, member, tree, ready);
      return;
    }
    session.learn(pending.get().request(), content);
    Pending judged = judged(pending.get(), ready);
    if (member.equals("result") && Methods.describesServer(judged.request().method())) {
      describe(judged, content, tree, ready);
      return;
    }
    Passage passage = connection.answer(judged.passage(), Direction.RESULT, content);
    Ruling ruling = ready.exchange().judge(passage);
    // Invariant: tags are in the log before what they are about is released.
    Ruling tagged = ready.exchange().tag(passage, judged.ruling(), ruling);
    release(judged, passage, tagged, member, tree, ready);
  }

  /** Only an error without an id can be meant for a client that asked nothing under that id. */
  private void unasked(RequestId id, Json content, String member, JsonObject tree, Ready ready) {
    if (!member.equals("error") || id.value() != JsonNull.NULL) {
      outlets.say("the server answered a request that nobody made; dropped");
      return;
    }
    Passage passage =
        connection.passage(Direction.RESULT, "error", JsonObject.of("params", content));
    pass(passage, tree, "error", ready);
  }

  /** What opened the session before the detectors were ready is judged and recorded now. */
  private Pending judged(Pending pending, Ready ready) {
    if (pending.ruling().isPresent()) {
      return pending;
    }
    Ruling ruling = ready.exchange().judge(pending.passage());
    try {
      ready.recorder().intent(pending.passage(), ruling);
    } catch (AuditException failed) {
      outlets.say("the opening of the session could not be recorded: " + failed.getMessage());
    }
    return new Pending(
        pending.request(), pending.passage(), Optional.of(new Pending.Judged(ruling, ready)));
  }

  private void release(
      Pending pending,
      Passage passage,
      Ruling ruling,
      String member,
      JsonObject tree,
      Ready ready) {
    Shaping.Shaped shaped =
        Shaping.shape(
            passage,
            ruling,
            pending.ruling().map(Shaping::notes).orElse(List.of()),
            ready,
            outlets);
    try {
      ready.recorder().outcome(passage, shaped.ruling());
    } catch (AuditException failed) {
      withhold(pending, passage, Recorder.unrecorded(failed), ready);
      return;
    }
    if (shaped.ruling().denies()) {
      withhold(pending, passage, shaped.ruling().verdict().reason(), ready);
      return;
    }
    outlets.toClient(Shaping.replaced(tree, member, passage, shaped.content()));
  }

  private void withhold(Pending pending, Passage passage, Reason reason, Ready ready) {
    outlets.say(
        "withheld a result of "
            + passage.tool()
            + " ("
            + reason.rule()
            + ", "
            + passage.decision()
            + ")");
    outlets.toClient(ready.denials().answer(pending.request(), reason, passage.decision()));
  }

  private void describe(Pending pending, Json content, JsonObject tree, Ready ready) {
    Definitions definitions = new Definitions(connection, ready.exchange(), ready.catalogue());
    Definitions.Judged judged = definitions.judge(pending.passage(), content);
    Passage passage = connection.answer(pending.passage(), Direction.DEFINITION, content);
    try {
      for (Definitions.Refused refused : judged.refused()) {
        ready.recorder().event(refused.passage(), refused.ruling());
      }
      ready.recorder().outcome(passage, judged.ruling());
    } catch (AuditException failed) {
      withhold(pending, passage, Recorder.unrecorded(failed), ready);
      return;
    }
    if (judged.ruling().denies()) {
      withhold(pending, passage, judged.ruling().verdict().reason(), ready);
      return;
    }
    outlets.toClient(judged.content() == content ? tree : tree.with("result", judged.content()));
  }

  private void request(Message.Request request) throws InterruptedException {
    Ready ready = connection.readiness().await();
    Passage passage =
        connection.passage(Direction.SERVER_REQUEST, request.method(), request.tree());
    Shaping.Shaped shaped = judgedAndTagged(passage, ready);
    String id = request.id().correlation();
    boolean trackable =
        session.fromServer().size() < Session.IN_FLIGHT_MAX
            && !session.fromServer().containsKey(id);
    if (ready.recorded(passage, shaped.ruling()) && trackable && !shaped.ruling().denies()) {
      var judged = new Pending.Judged(shaped.ruling(), ready);
      session.fromServer().put(id, new Pending(request, passage, Optional.of(judged)));
      outlets.toClient(Shaping.replaced(request.tree(), "params", passage, shaped.content()));
      return;
    }
    outlets.say("refused " + request.method() + " of the server (" + passage.decision() + ")");
    outlets.toServer(
        ready
            .denials()
            .serverRequest(request, shaped.ruling().verdict().reason(), passage.decision()));
  }

  private Shaping.Shaped judgedAndTagged(Passage passage, Ready ready) {
    Ruling ruling = ready.exchange().judge(passage);
    ruling = ready.exchange().tag(passage, Optional.empty(), ruling);
    return Shaping.shape(passage, ruling, List.of(), ready, outlets);
  }

  private void notification(Message.Notification notification) throws InterruptedException {
    if (notification.method().equals(Methods.CANCELLED)) {
      cancelled(notification).ifPresent(session::cancelOfServer);
    }
    Ready ready = connection.readiness().await();
    Passage passage =
        connection.passage(Direction.RESULT, notification.method(), notification.tree());
    pass(passage, notification.tree(), "params", ready);
  }

  /** The id of the request that a cancellation names. */
  static Optional<RequestId> cancelled(Message.Notification notification) {
    return notification
        .params()
        .flatMap(params -> params.get("requestId"))
        .filter(RequestId::isId)
        .map(RequestId::new);
  }

  private void pass(Passage passage, JsonObject tree, String member, Ready ready) {
    Shaping.Shaped shaped = judgedAndTagged(passage, ready);
    if (ready.recorded(passage, shaped.ruling()) && !shaped.ruling().denies()) {
      outlets.toClient(Shaping.replaced(tree, member, passage, shaped.content()));
    } else {
      outlets.say("dropped " + passage.method() + " (" + passage.decision() + ")");
    }
  }
}
