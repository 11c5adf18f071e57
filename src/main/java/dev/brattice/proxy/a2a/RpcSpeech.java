package dev.brattice.proxy.a2a;

import dev.brattice.a2a.Version;
import dev.brattice.call.RequestId;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.wire.http.EventStream;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers under JSON-RPC 2.0.
 *
 * @param id the caller's
 */
record RpcSpeech(RequestId id, Version version) implements Speech {
  /** Answers to what could not be read. */
  static RpcSpeech without(Version version) {
    return new RpcSpeech(new RequestId(JsonNull.NULL), version);
  }

  @Override
  public Optional<Said> read(Json document) {
    if (!(document instanceof JsonObject object)) {
      return Optional.empty();
    }
    Optional<Json> result = object.get("result");
    Optional<JsonObject> error = object.object("error");
    boolean nobodys = object.get("id").filter(told -> told != JsonNull.NULL).isEmpty();
    boolean ours =
        object
            .get("id")
            .filter(RequestId::isId)
            .filter(told -> new RequestId(told).correlation().equals(id.correlation()))
            .isPresent();
    if (result.isPresent() == object.has("error") || !(ours || (nobodys && error.isPresent()))) {
      return Optional.empty();
    }
    return result.isPresent()
        ? Optional.of(new Said(result.get(), false))
        : error.map(told -> new Said(told, true));
  }

  private JsonObject written(Said said) {
    return JsonObject.empty()
        .with("jsonrpc", "2.0")
        .with("id", id.value())
        .with(said.failed() ? "error" : "result", said.content());
  }

  @Override
  public void answer(HttpResponse response, int status, Said said) throws IOException {
    response.json(200, written(said));
  }

  @Override
  public void event(EventStream stream, String type, Said said) throws IOException {
    stream.write(written(said));
  }

  private JsonObject refused(Refusal refusal) {
    JsonObject answer = Answers.error(id, refusal.code(), refusal.text());
    JsonObject error = answer.object("error").orElse(JsonObject.empty());
    return version == Version.V0_3
        ? answer
        : answer.with("error", error.with("data", JsonArray.of(RestSpeech.info(refusal))));
  }

  @Override
  public void refuse(HttpResponse response, Refusal refusal) throws IOException {
    response.json(200, refused(refusal));
  }

  @Override
  public void refuse(EventStream stream, Refusal refusal) throws IOException {
    stream.write(refused(refusal));
  }
}
