package dev.brattice.proxy.a2a;

import dev.brattice.a2a.AgentCard;
import dev.brattice.a2a.Note;
import dev.brattice.a2a.Operation;
import dev.brattice.a2a.TaskIds;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonWriter;
import dev.brattice.proxy.Gate;
import dev.brattice.wire.Frame;
import dev.brattice.wire.http.EventReader;
import dev.brattice.wire.http.EventStream;
import dev.brattice.wire.http.HttpCall;
import dev.brattice.wire.http.HttpResponse;
import dev.brattice.wire.http.ServerEvent;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request to an agent, from its judgement to the end of its answer, on one thread. */
final class Forwarding {
  /** How long an agent may be silent before its answer, and within one that is no stream. */
  static final long SILENCE_MILLIS = 300_000;

  /** How long a stream may be silent: a task can take its time. */
  static final long STREAM_SILENCE_MILLIS = 3_600_000;

  /** How often a caller is shown that its stream still exists, in milliseconds. */
  static final long PING_MILLIS = 5_000;

  private static final String EVENTS = "text/event-stream";
  private static final List<String> EXTENSIONS = List.of("A2A-Extensions", "X-A2A-Extensions");

  private final RemoteAgent agent;
  private final Gate gate;
  private final TaskOwners owners;
  private final String caller;
  private final int bytesMax;
  private final JsonReader reader;
  private final Cards cards;

  /** What is made of a card within an answer. */
  interface Cards {
    /** The card as callers get it, or why they do not. */
    Gate.Outcome shown(Gate.Asked asked, JsonObject card);
  }

  Forwarding(
      RemoteAgent agent, Gate gate, TaskOwners owners, String caller, int bytesMax, Cards cards) {
    this.agent = agent;
    this.gate = gate;
    this.owners = owners;
    this.caller = caller;
    this.bytesMax = bytesMax;
    this.cards = cards;
    this.reader =
        new JsonReader(
            new JsonLimits(
                bytesMax, JsonLimits.MESSAGE.depthMax(), JsonLimits.MESSAGE.numberCharsMax()));
  }

  /** Judges {@code call}, asks the agent at {@code place}, and answers. */
  void run(AgentCall call, AgentCard.Interface place, HttpResponse response)
      throws IOException, InterruptedException {
    TaskIds ids = TaskIds.asked(call.operation(), call.spelling(), call.arguments());
    if (!owners.mayAsk(caller, ids)) {
      call.speech().refuse(response, Refusal.noTask());
      return;
    }
    switch (gate.ask(call.operation().label(), call.arguments())) {
      case Gate.Outcome.Stopped stopped -> call.speech().refuse(response, Refusal.denied(stopped));
      case Gate.Outcome.Passed passed -> {
        Optional<JsonObject> body = call.bodyOf(passed.content());
        if (body.isEmpty()) {
          gate.failed(passed.asked(), "a request cannot be masked where policy wants it");
          call.speech()
              .refuse(
                  response,
                  Refusal.malformed(403, "expected no secret in a path, a query or a header"));
          return;
        }
        send(call, place, passed, body.get(), response);
      }
    }
  }

  private void send(
      AgentCall call,
      AgentCard.Interface place,
      Gate.Outcome.Passed passed,
      JsonObject body,
      HttpResponse response)
      throws IOException, InterruptedException {
    Gate.Asked asked = passed.asked();
    try (HttpCall begun = begin(call, place, body)) {
      HttpCall.Answer answer = answer(begun);
      for (String name : EXTENSIONS) {
        answer.header(name).filter(CallReader::isHeader).ifPresent(it -> response.header(name, it));
      }
      if (answer.status() == 200 && answer.mediaType().equals(EVENTS)) {
        events(call, asked, begun, answer, response);
      } else {
        whole(call, passed, answer, response);
      }
    } catch (AgentException failed) {
      String problem = String.valueOf(failed.getMessage());
      gate.failed(asked, problem);
      if (!response.hasBegun()) {
        call.speech().refuse(response, Refusal.agent(problem));
      }
    }
  }

  private HttpCall begin(AgentCall call, AgentCard.Interface place, JsonObject body)
      throws AgentException {
    Map<String, String> head = new HashMap<>(call.head());
    head.put("Accept", "application/json, " + RestSpeech.MEDIA_TYPE + ", " + EVENTS);
    if (call.rest().isPresent()) {
      boolean sends = call.method().equals("POST");
      if (sends) {
        head.put("Content-Type", "application/json");
      }
      String base = place.url().toString();
      String line = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
      URI url = URI.create(line + call.rest().get().path() + call.query());
      Optional<byte[]> bytes =
          sends && call.body().isPresent() ? Optional.of(JsonWriter.bytes(body)) : Optional.empty();
      return agent.begin(call.method(), url, head, bytes, SILENCE_MILLIS);
    }
    head.put("Content-Type", "application/json");
    JsonObject message =
        JsonObject.empty()
            .with("jsonrpc", "2.0")
            .with("id", ((RpcSpeech) call.speech()).id().value())
            .with("method", call.method());
    JsonObject whole = call.body().isPresent() ? message.with("params", body) : message;
    return agent.begin(
        "POST", place.url(), head, Optional.of(JsonWriter.bytes(whole)), SILENCE_MILLIS);
  }

  private HttpCall.Answer answer(HttpCall begun) throws AgentException, InterruptedException {
    try {
      HttpCall.Answer answer = begun.answer();
      int status = answer.status();
      boolean credentials = status == 401 || status == 403;
      if (status < 200 || (status >= 300 && status < 400) || credentials) {
        answer.finish();
        throw failed(
            credentials
                ? "refused the credentials (HTTP status " + status + "); see its `headers`"
                : "answered with HTTP status " + status);
      }
      return answer;
    } catch (IOException unreachable) {
      throw failed("cannot be reached, or is silent");
    }
  }

  private AgentException failed(String problem) {
    return new AgentException("the agent `" + agent.name() + "` " + problem);
  }

  private void whole(
      AgentCall call, Gate.Outcome.Passed passed, HttpCall.Answer answer, HttpResponse response)
      throws AgentException, IOException {
    Gate.Asked asked = passed.asked();
    byte[] bytes = read(answer);
    if (bytes.length == 0 && call.rest().isPresent()) {
      gate.end(asked);
      response.empty(answer.status());
      return;
    }
    if (!CallReader.isJson(answer.mediaType())) {
      throw failed("answered with neither JSON nor events");
    }
    Speech.Said said = said(call, bytes);
    Optional<Json> content = heard(call, said);
    if (content.isEmpty()) {
      gate.failed(asked, "an agent named a task of another caller");
      call.speech().refuse(response, Refusal.noTask());
      return;
    }
    boolean isCard = call.operation() == Operation.GET_EXTENDED_CARD && !said.failed();
    Gate.Outcome outcome =
        isCard && content.get() instanceof JsonObject card
            ? cards.shown(asked, card)
            : gate.answer(asked, content.get());
    switch (outcome) {
      case Gate.Outcome.Stopped stopped ->
          call.speech().refuse(response, Refusal.withheld(stopped));
      case Gate.Outcome.Passed told -> {
        List<String> notes = new ArrayList<>(passed.notes());
        notes.addAll(told.notes());
        call.speech().answer(response, answer.status(), noted(said, told.content(), notes));
      }
    }
  }

  private byte[] read(HttpCall.Answer answer) throws AgentException {
    try {
      answer.silence(SILENCE_MILLIS);
      return answer
          .read(bytesMax)
          .orElseThrow(() -> failed("answered with more than " + bytesMax + " bytes"));
    } catch (IOException broken) {
      throw failed("broke off its answer");
    }
  }

  private Speech.Said said(AgentCall call, byte[] bytes) throws AgentException {
    try {
      return call.speech()
          .read(reader.read(bytes))
          .orElseThrow(() -> failed("answered another request than the one it was asked"));
    } catch (JsonException malformed) {
      throw failed("answered with what is not JSON");
    }
  }

  private static Speech.Said noted(Speech.Said said, Json content, List<String> notes) {
    Json noted = content;
    for (String note : notes) {
      noted = said.failed() ? noted : Note.add(noted, note);
    }
    return new Speech.Said(noted, said.failed());
  }

  /** What the caller may hear of it; empty where it is about somebody else's task. */
  private Optional<Json> heard(AgentCall call, Speech.Said said) {
    if (said.failed()) {
      return Optional.of(said.content());
    }
    Json content = said.content();
    if (call.operation() == Operation.LIST_TASKS && content instanceof JsonObject list) {
      return Optional.of(ownTasks(list));
    }
    return owners.mayHear(caller, TaskIds.told(content)) ? Optional.of(content) : Optional.empty();
  }

  private JsonObject ownTasks(JsonObject list) {
    List<Json> all = list.array("tasks").map(JsonArray::elements).orElse(List.of());
    List<Json> own = new ArrayList<>();
    for (Json task : all) {
      String id = task instanceof JsonObject object ? object.string("id").orElse("") : "";
      if (owners.has(caller, id)) {
        own.add(task);
      }
    }
    // How many tasks others have is theirs to know.
    return own.size() == all.size()
        ? list
        : list.with("tasks", JsonArray.of(own)).with("totalSize", own.size());
  }

  private void events(
      AgentCall call,
      Gate.Asked asked,
      HttpCall begun,
      HttpCall.Answer answer,
      HttpResponse response)
      throws IOException, InterruptedException {
    answer.silence(STREAM_SILENCE_MILLIS);
    var events = new EventReader(answer.body(), bytesMax);
    try (EventStream stream = response.events()) {
      Thread pings = Thread.startVirtualThread(() -> ping(stream, begun));
      try {
        Optional<ServerEvent> event = next(events);
        while (event.isPresent() && pass(call, asked, event.get(), stream)) {
          event = next(events);
        }
      } catch (AgentException failed) {
        String problem = String.valueOf(failed.getMessage());
        gate.say(asked, problem);
        call.speech().refuse(stream, Refusal.agent(problem));
      } finally {
        pings.interrupt();
        gate.end(asked);
      }
    }
  }

  private Optional<ServerEvent> next(EventReader events) throws AgentException {
    try {
      return events.next();
    } catch (IOException broken) {
      throw failed("broke off its stream");
    }
  }

  /** Whether the stream goes on after this event. */
  private boolean pass(AgentCall call, Gate.Asked asked, ServerEvent event, EventStream stream)
      throws AgentException, IOException {
    if (!(event.data() instanceof Frame frame)) {
      throw failed("sent an event of more than " + bytesMax + " bytes");
    }
    Speech.Said said;
    try {
      said =
          call.speech()
              .read(frame.read(reader))
              .orElseThrow(() -> failed("sent an event about another request"));
    } catch (JsonException malformed) {
      throw failed("sent an event that is not JSON");
    }
    Optional<Json> content = heard(call, said);
    if (content.isEmpty()) {
      call.speech().refuse(stream, Refusal.noTask());
      return false;
    }
    return switch (gate.part(asked, content.get())) {
      case Gate.Outcome.Stopped stopped -> {
        call.speech().refuse(stream, Refusal.withheld(stopped));
        yield false;
      }
      case Gate.Outcome.Passed told -> {
        call.speech().event(stream, event.type(), noted(said, told.content(), told.notes()));
        yield true;
      }
    };
  }

  /** Notices that the caller is gone while the agent is silent, and takes the request back. */
  private static void ping(EventStream stream, HttpCall begun) {
    try {
      while (true) {
        Thread.sleep(PING_MILLIS);
        stream.ping();
      }
    } catch (IOException gone) {
      begun.close();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
