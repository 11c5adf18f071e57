package dev.brattice.proxy.a2a;

import dev.brattice.a2a.Operation;
import dev.brattice.a2a.RestCall;
import dev.brattice.a2a.Version;
import dev.brattice.call.Message;
import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.wire.Frame;
import dev.brattice.wire.http.HttpRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests of both bindings. What can be read in two ways is refused. */
final class CallReader {
  static final String VERSION = "A2A-Version";

  /** Both names of the header: the older version had the other one. */
  private static final List<String> EXTENSIONS = List.of("A2A-Extensions", "X-A2A-Extensions");

  /** The longest value of these headers, in characters. */
  static final int HEADER_CHARS_MAX = 4_096;

  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;

  private final int bodyBytesMax;
  private final JsonReader reader;
  private final MessageDecoder decoder;

  CallReader(int bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
    var limits =
        new JsonLimits(
            bodyBytesMax, JsonLimits.MESSAGE.depthMax(), JsonLimits.MESSAGE.numberCharsMax());
    this.reader = new JsonReader(limits);
    this.decoder = new MessageDecoder(limits);
  }

  /** What was read, or why nothing was, with the speech in which that is said. */
  sealed interface Read {
    record Call(AgentCall call) implements Read {}

    record Refused(Speech speech, Refusal refusal) implements Read {}
  }

  /** The version that the head names; empty where none is understood. */
  static Optional<Version> version(HttpRequest request) {
    List<String> headers = request.headers(VERSION);
    Optional<String> query = request.query(VERSION);
    String text = headers.isEmpty() ? query.orElse("") : headers.getFirst().strip();
    boolean once = headers.size() <= 1 && (headers.isEmpty() || query.orElse(text).equals(text));
    return once ? Version.of(text) : Optional.empty();
  }

  /** Reads a POST of the JSON-RPC binding. */
  Read rpc(HttpRequest request) throws IOException {
    Optional<Version> version = version(request);
    RpcSpeech nobody = RpcSpeech.without(version.orElse(Version.V1_0));
    if (!isJson(request)) {
      return refused(nobody, Refusal.malformed(415, "expected a body of application/json"));
    }
    Decoded decoded;
    try {
      decoded = decoder.decode(Frame.of(request.body(bodyBytesMax)));
    } catch (HttpRequest.BodyTooLarge tooLarge) {
      return refused(nobody, Refusal.malformed(413, String.valueOf(tooLarge.getMessage())));
    }
    if (decoded instanceof Decoded.Malformed malformed) {
      return refused(nobody, Refusal.malformed(400, malformed.code(), malformed.problem()));
    }
    if (!(decoded instanceof Decoded.Single(Message.Request asked))) {
      return refused(nobody, Refusal.malformed(400, "expected one request, got another message"));
    }
    RpcSpeech speech = new RpcSpeech(asked.id(), nobody.version());
    if (version.isEmpty()) {
      return refused(speech, Refusal.version());
    }
    Optional<Operation> operation = Operation.of(asked.method());
    if (operation.isEmpty()) {
      return refused(
          speech,
          Refusal.malformed(
              404, METHOD_NOT_FOUND, "expected a method of Agent2Agent, got another"));
    }
    if (asked.tree().has("params") && asked.params().isEmpty()) {
      return refused(
          speech, Refusal.malformed(400, INVALID_PARAMS, "expected an object as `params`"));
    }
    boolean older = asked.method().equals(operation.get().olderName());
    return call(
        request,
        new AgentCall(
            operation.get(),
            older ? Version.V0_3 : Version.V1_0,
            version.get(),
            asked.method(),
            asked.params(),
            JsonObject.empty(),
            Optional.empty(),
            Map.of(),
            speech));
  }

  /** Reads a request of the other binding; {@code rest} is its line. */
  Read rest(HttpRequest request, RestCall rest) throws IOException {
    Optional<Version> version = version(request);
    RestSpeech speech = new RestSpeech(rest.version());
    if (version.isEmpty()) {
      return refused(speech, Refusal.version());
    }
    Optional<JsonObject> body = Optional.empty();
    if (request.method().equals("POST")) {
      try {
        byte[] bytes = request.body(bodyBytesMax);
        if (bytes.length > 0) {
          Json document = reader.read(bytes);
          if (!isJson(request) || !(document instanceof JsonObject object)) {
            return refused(
                speech, Refusal.malformed(400, "expected an object of application/json"));
          }
          body = Optional.of(object);
        }
      } catch (HttpRequest.BodyTooLarge tooLarge) {
        return refused(speech, Refusal.malformed(413, String.valueOf(tooLarge.getMessage())));
      } catch (JsonException malformed) {
        return refused(speech, Refusal.malformed(400, String.valueOf(malformed.getMessage())));
      }
    }
    JsonObject beside = rest.pathMembers();
    for (String name : AgentCall.QUERY) {
      Optional<String> value = request.query(name);
      if (value.isPresent() && !beside.has(name)) {
        beside = beside.with(name, value.get());
      }
    }
    return call(
        request,
        new AgentCall(
            rest.operation(),
            // A path names its task alike in both versions.
            Version.V1_0,
            version.get(),
            request.method(),
            body,
            beside,
            Optional.of(rest),
            Map.of(),
            speech));
  }

  private static Read call(HttpRequest request, AgentCall bare) {
    Map<String, String> head = new HashMap<>();
    request.header(VERSION).or(() -> request.query(VERSION)).ifPresent(it -> head.put(VERSION, it));
    JsonObject beside = bare.beside();
    for (String name : EXTENSIONS) {
      List<String> values = request.headers(name);
      String value = String.join(",", values);
      if (!isHeader(value)) {
        return refused(
            bare.speech(),
            Refusal.malformed(
                400, "expected at most " + HEADER_CHARS_MAX + " visible characters in " + name));
      }
      if (!value.isEmpty()) {
        head.put(name, value);
        beside = beside.with(name, value);
      }
    }
    var call =
        new AgentCall(
            bare.operation(),
            bare.spelling(),
            bare.version(),
            bare.method(),
            bare.body(),
            beside,
            bare.rest(),
            head,
            bare.speech());
    return call.contradictsItself()
        ? refused(
            call.speech(),
            Refusal.malformed(400, "expected one value for each member, got two that differ"))
        : new Read.Call(call);
  }

  private static Read refused(Speech speech, Refusal refusal) {
    return new Read.Refused(speech, refusal);
  }

  /** Whether {@code value} can stand in a header. */
  static boolean isHeader(String value) {
    boolean sound = value.length() <= HEADER_CHARS_MAX;
    for (int i = 0; i < value.length() && sound; i++) {
      sound = value.charAt(i) >= ' ' && value.charAt(i) <= '~';
    }
    return sound;
  }

  private static boolean isJson(HttpRequest request) {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    int semicolon = type.indexOf(';');
    return isJson((semicolon < 0 ? type : type.substring(0, semicolon)).strip());
  }

  /** Whether {@code mediaType} is one of the protocol's. */
  static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.equals(RestSpeech.MEDIA_TYPE);
  }
}
