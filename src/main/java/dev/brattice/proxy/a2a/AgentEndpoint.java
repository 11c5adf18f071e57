package dev.brattice.proxy.a2a;

import dev.brattice.a2a.AgentCard;
import dev.brattice.a2a.CardSignature;
import dev.brattice.a2a.RestCall;
import dev.brattice.a2a.Version;
import dev.brattice.crypto.SigningKey;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.proxy.Gate;
import dev.brattice.proxy.http.HttpEndpoint;
import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One agent for one caller: its card at the well-known places, POST for JSON-RPC, and the paths of
 * the HTTP+JSON binding.
 */
public final class AgentEndpoint implements HttpEndpoint {
  /** Where the public key is found that signs our cards, below the agent's path. */
  public static final String KEYS = "/.well-known/brattice-jwks.json";

  private static final String GET_CARD = "GetAgentCard";

  private final String path;
  private final RemoteAgent agent;
  private final Gate gate;
  private final Settings settings;
  private final CallReader reader;

  /** The card that was judged last, so that it is judged once. */
  private volatile Optional<Judged> judged = Optional.empty();

  private record Judged(AgentCard card, Gate.Outcome outcome) {}

  /**
   * What an endpoint depends on.
   *
   * @param caller who calls
   * @param owners whose tasks are whose; shared by all callers of the agent
   * @param bytesMax longest body, answer or event, in bytes
   * @param key signs our cards; empty where there is none, and they are not signed
   * @param authenticates whether callers need a bearer token
   */
  public record Settings(
      String caller,
      TaskOwners owners,
      int bytesMax,
      Optional<SigningKey> key,
      boolean authenticates) {}

  /**
   * An endpoint.
   *
   * @param path where it is, without a slash at its end
   */
  public AgentEndpoint(String path, RemoteAgent agent, Gate gate, Settings settings) {
    this.path = path;
    this.agent = agent;
    this.gate = gate;
    this.settings = settings;
    this.reader = new CallReader(settings.bytesMax());
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    String below = request.path().substring(path.length());
    boolean get = request.method().equals("GET");
    switch (below) {
      case "", "/" -> {
        if (request.method().equals("POST")) {
          call(reader.rpc(request), request, response);
        } else {
          response.header("Allow", "POST");
          refuse(response, Refusal.malformed(405, "expected POST"));
        }
      }
      case "/.well-known/agent-card.json", "/.well-known/agent.json" -> {
        if (get) {
          card(request, response);
        } else {
          response.header("Allow", "GET");
          refuse(response, Refusal.malformed(405, "expected GET"));
        }
      }
      case KEYS -> keys(response);
      default -> {
        Optional<RestCall> rest = RestCall.of(request.method(), below);
        if (rest.isEmpty()) {
          refuse(response, Refusal.malformed(404, "expected a path of Agent2Agent, got another"));
        } else {
          call(reader.rest(request, rest.get()), request, response);
        }
      }
    }
  }

  private static void refuse(HttpResponse response, Refusal refusal) throws IOException {
    new RestSpeech(Version.V1_0).refuse(response, refusal);
  }

  private void keys(HttpResponse response) throws IOException {
    if (settings.key().isPresent()) {
      response.json(200, CardSignature.keySet(settings.key().get()));
    } else {
      refuse(response, Refusal.malformed(404, "there is no signing key"));
    }
  }

  private void call(CallReader.Read read, HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    switch (read) {
      case CallReader.Read.Refused refused -> refused.speech().refuse(response, refused.refusal());
      case CallReader.Read.Call(AgentCall call) -> call(call, request, response);
    }
  }

  private void call(AgentCall call, HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    try {
      AgentCard card = agent.card(call.version());
      if (judged(card) instanceof Gate.Outcome.Stopped stopped) {
        call.speech().refuse(response, Refusal.denied(stopped));
        return;
      }
      Version spoken = call.rest().map(RestCall::version).orElse(call.version());
      Optional<AgentCard.Interface> place = card.find(call.binding(), spoken);
      if (place.isEmpty()) {
        call.speech()
            .refuse(
                response,
                Refusal.malformed(404, "expected a binding of this agent's card, got another"));
        return;
      }
      new Forwarding(
              agent,
              gate,
              settings.owners(),
              settings.caller(),
              settings.bytesMax(),
              (asked, extended) -> shown(asked, card, extended, request))
          .run(call, place.get(), response);
    } catch (AgentException failed) {
      call.speech().refuse(response, Refusal.agent(String.valueOf(failed.getMessage())));
    }
  }

  private void card(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<Version> version = CallReader.version(request);
    if (version.isEmpty()) {
      refuse(response, Refusal.version());
      return;
    }
    try {
      AgentCard card = agent.card(version.get());
      switch (judged(card)) {
        case Gate.Outcome.Stopped stopped -> refuse(response, Refusal.withheld(stopped));
        case Gate.Outcome.Passed passed -> {
          response.header("Cache-Control", "no-cache");
          response.header("Vary", CallReader.VERSION);
          response.json(200, ours(card, passed.content(), request));
        }
      }
    } catch (AgentException failed) {
      refuse(response, Refusal.agent(String.valueOf(failed.getMessage())));
    }
  }

  private Gate.Outcome judged(AgentCard card) {
    Optional<Judged> before = judged;
    if (before.isPresent() && before.get().card() == card) {
      return before.get().outcome();
    }
    Gate.Outcome outcome =
        switch (gate.ask(GET_CARD, JsonObject.empty())) {
          case Gate.Outcome.Stopped stopped -> stopped;
          case Gate.Outcome.Passed passed -> described(passed.asked(), card.tree());
        };
    judged = Optional.of(new Judged(card, outcome));
    return outcome;
  }

  /** Skills that may not be seen are left out, as tools are; then the whole is judged. */
  private Gate.Outcome described(Gate.Asked asked, JsonObject card) {
    Optional<JsonArray> skills = card.array("skills");
    if (skills.isEmpty()) {
      return gate.describe(asked, card);
    }
    List<Json> kept = new ArrayList<>();
    for (Json skill : skills.get().elements()) {
      if (gate.element(asked, skill) instanceof Gate.Outcome.Passed passed) {
        kept.add(passed.content());
      }
    }
    return gate.describe(asked, card.with("skills", JsonArray.of(kept)));
  }

  private Gate.Outcome shown(
      Gate.Asked asked, AgentCard card, JsonObject extended, HttpRequest request) {
    return switch (described(asked, extended)) {
      case Gate.Outcome.Stopped stopped -> stopped;
      case Gate.Outcome.Passed passed ->
          new Gate.Outcome.Passed(
              passed.asked(), ours(card, passed.content(), request), passed.notes());
    };
  }

  private JsonObject ours(AgentCard card, Json content, HttpRequest request) {
    JsonObject tree = content instanceof JsonObject object ? object : JsonObject.empty();
    // The name that the caller used for us was found to be one of ours before it came here.
    String address = request.scheme() + "://" + request.header("Host").orElse("") + path;
    JsonObject ours = card.rewritten(tree, address, settings.authenticates());
    return settings.key().map(key -> CardSignature.sign(ours, key)).orElse(ours);
  }

  @Override
  public void drain() {}

  @Override
  public void renew() {
    // Every request reaches the agent by itself.
  }

  @Override
  public void close() {}
}
