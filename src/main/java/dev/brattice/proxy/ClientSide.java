package dev.brattice.proxy;

import dev.brattice.audit.AuditException;
import dev.brattice.call.Direction;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.enforce.Denials;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Methods;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import java.util.List;
import java.util.Optional;

/** What becomes of the client's messages. */
final class ClientSide {
  private static final int INVALID_REQUEST = -32600;

  private final Connection connection;
  private final Session session;
  private final Outlets outlets;
  private final Asking asking;

  ClientSide(Connection connection, Asking asking) {
    this.connection = connection;
    this.asking = asking;
    this.session = connection.session();
    this.outlets = connection.outlets();
  }

  /** Takes one message from the client. */
  void accept(Message message) throws InterruptedException {
    switch (message) {
      case Message.Request request -> request(request);
      case Message.Notification notification -> notification(notification);
      case Message.Result result -> answer(result.id(), result.result(), result.tree());
      case Message.Failure failure -> answer(failure.id(), failure.error(), failure.tree());
    }
  }

  /** Gives up the calls that wait for a person: there is nobody to make them to any more. */
  List<RequestId> releaseHeld() {
    return asking.release();
  }

  private void request(Message.Request request) throws InterruptedException {
    Optional<JsonObject> refusal = untrackable(request.id());
    if (refusal.isPresent()) {
      outlets.toClient(refusal.get());
      return;
    }
    session.learn(request);
    Passage passage = passage(request);
    if (!connection.readiness().isReady() && Methods.opensSession(request.method())) {
      remember(request, passage, Optional.empty());
      outlets.toServer(request.tree());
      return;
    }
    Ready ready = connection.readiness().await();
    Ruling ruling = ready.exchange().judge(passage);
    if (isHidden(request, passage)) {
      hide(request, passage, ruling, ready);
      return;
    }
    switch (ruling.verdict()) {
      case Verdict.Allow ignored -> forward(request, passage, ruling, ready);
      case Verdict.Deny ignored -> refuse(request, passage, ruling, ready);
      case Verdict.Hold hold -> hold(request, passage, ruling, hold, ready);
    }
  }

  /** The error for a request whose answer could not be matched to it. */
  private Optional<JsonObject> untrackable(RequestId id) {
    if (session.fromClient().containsKey(id.correlation()) || asking.holds(id)) {
      return Optional.of(
          Answers.error(id, INVALID_REQUEST, "expected a new id, got one still in use"));
    }
    if (session.fromClient().size() >= Session.IN_FLIGHT_MAX) {
      return Optional.of(
          Answers.error(
              id,
              Denials.DENIED,
              "expected at most "
                  + Session.IN_FLIGHT_MAX
                  + " requests under way; wait for answers"));
    }
    return Optional.empty();
  }

  private Passage passage(Message.Request request) {
    String tool =
        request.method().equals(Methods.TOOLS_CALL)
            ? request.params().flatMap(params -> params.string("name")).orElse("")
            : request.method();
    return connection.passage(Direction.ARGUMENTS, request.method(), tool, request.tree());
  }

  private boolean isHidden(Message.Request request, Passage passage) {
    return request.method().equals(Methods.TOOLS_CALL) && session.hides(passage.tool().tool());
  }

  private void hide(Message.Request request, Passage passage, Ruling ruling, Ready ready) {
    Reason reason =
        new Reason("hidden-tool", "its definition was refused, so it is not there.", false, "");
    record(passage, ruling.with(new Verdict.Deny(reason), "blocked"), ready);
    outlets.toClient(ready.denials().hiddenTool(request.id(), passage.tool().tool()));
  }

  private void forward(Message.Request request, Passage passage, Ruling ruling, Ready ready) {
    Shaping.Shaped shaped = Shaping.shape(passage, ruling, List.of(), ready, outlets);
    if (shaped.ruling().denies()) {
      refuse(request, passage, shaped.ruling(), ready);
      return;
    }
    try {
      // A crash after this line leaves evidence of a call that did not happen, which is harmless;
      // the other order would leave a call without evidence.
      ready.recorder().intent(passage, ruling);
    } catch (AuditException failed) {
      outlets.say("blocked " + passage.tool() + ": " + failed.getMessage());
      outlets.toClient(
          ready.denials().request(request, Recorder.unrecorded(failed), passage.decision()));
      return;
    }
    remember(request, passage, Optional.of(new Pending.Judged(ruling, ready)));
    outlets.toServer(Shaping.replaced(request.tree(), "params", passage, shaped.content()));
  }

  private void remember(Message.Request request, Passage passage, Optional<Pending.Judged> judged) {
    session.fromClient().put(request.id().correlation(), new Pending(request, passage, judged));
  }

  private void refuse(Message.Request request, Passage passage, Ruling ruling, Ready ready) {
    Reason reason = ruling.verdict().reason();
    record(passage, ruling, ready);
    outlets.say(
        "blocked " + passage.tool() + " (" + reason.rule() + ", " + passage.decision() + ")");
    outlets.toClient(ready.denials().request(request, reason, passage.decision()));
  }

  /** What was stopped stays stopped when it cannot be recorded; the operator is told. */
  private void record(Passage passage, Ruling ruling, Ready ready) {
    try {
      ready.recorder().outcome(passage, ruling);
    } catch (AuditException failed) {
      outlets.say("a blocked message could not be recorded: " + failed.getMessage());
    }
  }

  private void hold(
      Message.Request request, Passage passage, Ruling ruling, Verdict.Hold hold, Ready ready) {
    Optional<Asking.Question> question =
        session.clientElicits() ? asking.ask(request, passage, ruling, ready) : Optional.empty();
    if (question.isEmpty()) {
      Reason reason =
          new Reason(
              hold.reason().rule(),
              hold.reason().text()
                  + " It needs a person's approval, and this client cannot ask one.",
              hold.reason().confidential(),
              hold.reason().owasp());
      refuse(request, passage, ruling.with(new Verdict.Deny(reason), "blocked"), ready);
      return;
    }
    if (!ready.recorded(passage, ruling)) {
      asking.take(question.get().id());
      outlets.toClient(ready.denials().request(request, Recorder.unrecorded(), passage.decision()));
      return;
    }
    outlets.toClient(question.get().message());
    asking.expire(
        question.get().id(), call -> deniedByPerson(call, "nobody answered in time.", ready));
  }

  private void notification(Message.Notification notification) throws InterruptedException {
    if (Methods.opensSession(notification.method()) && !notification.tree().has("params")) {
      // Nothing to judge in it.
      outlets.toServer(notification.tree());
      return;
    }
    if (notification.method().equals(Methods.CANCELLED) && cancelled(notification)) {
      return;
    }
    Ready ready = connection.readiness().await();
    Passage passage =
        connection.passage(Direction.ARGUMENTS, notification.method(), notification.tree());
    Shaping.Shaped shaped =
        Shaping.shape(passage, ready.exchange().judge(passage), List.of(), ready, outlets);
    if (ready.recorded(passage, shaped.ruling()) && !shaped.ruling().denies()) {
      outlets.toServer(Shaping.replaced(notification.tree(), "params", passage, shaped.content()));
    } else {
      outlets.say("dropped " + notification.method() + " (" + passage.decision() + ")");
    }
  }

  /** Whether the cancelled request waited here, so that the server need not know of it. */
  private boolean cancelled(Message.Notification notification) {
    Optional<RequestId> id = ServerSide.cancelled(notification);
    if (id.isEmpty()) {
      return false;
    }
    session.cancel(id.get());
    return asking.cancel(id.get());
  }

  private void answer(RequestId id, Json content, JsonObject tree) throws InterruptedException {
    Optional<Asking.Waiting> asked = asking.take(id);
    if (asked.isPresent()) {
      resume(asked.get(), tree.has("result") && Asking.isAllowed(content));
      return;
    }
    Pending pending = session.fromServer().remove(id.correlation());
    if (pending == null) {
      outlets.say("the client answered a request that nobody made; dropped");
      return;
    }
    Optional<Ready> by = pending.judged().map(Pending.Judged::by);
    Ready ready = by.isPresent() ? by.get() : connection.readiness().await();
    if (pending.request().method().equals(Methods.ROOTS_LIST)) {
      Session.roots(content).ifPresent(ready.roots());
    }
    Passage passage = connection.answer(pending.passage(), Direction.CLIENT_ANSWER, content);
    Shaping.Shaped shaped =
        Shaping.shape(passage, ready.exchange().judge(passage), List.of(), ready, outlets);
    if (ready.recorded(passage, shaped.ruling()) && !shaped.ruling().denies()) {
      String member = tree.has("result") ? "result" : "error";
      outlets.toServer(Shaping.replaced(tree, member, passage, shaped.content()));
    } else {
      outlets.say("withheld an answer of the client (" + passage.decision() + ")");
      outlets.toServer(
          ready
              .denials()
              .serverRequest(
                  pending.request(), shaped.ruling().verdict().reason(), passage.decision()));
    }
  }

  private void resume(Asking.Waiting call, boolean allowed) {
    Ready ready = call.by();
    if (!allowed) {
      deniedByPerson(call, "a person was asked and did not allow this call.", ready);
      return;
    }
    Verdict held = call.ruling().verdict();
    Verdict.Allow allow = new Verdict.Allow(held.reason(), true, held.obligations());
    forward(call.request(), call.passage(), call.ruling().with(allow, "warned"), ready);
  }

  private void deniedByPerson(Asking.Waiting call, String text, Ready ready) {
    Reason asked = call.ruling().verdict().reason();
    Reason reason = new Reason(asked.rule(), text, false, asked.owasp());
    refuse(
        call.request(),
        call.passage(),
        call.ruling().with(new Verdict.Deny(reason), "blocked"),
        ready);
  }
}
