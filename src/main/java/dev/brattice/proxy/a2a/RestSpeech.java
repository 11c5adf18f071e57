package dev.brattice.proxy.a2a;

import dev.brattice.a2a.Version;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.wire.http.EventStream;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.Optional;

/** Answers of the HTTP+JSON binding. */
record RestSpeech(Version version) implements Speech {
  /** The media type of version 1.0. */
  static final String MEDIA_TYPE = "application/a2a+json";

  private static final String JSON = "application/json";
  private static final String ERROR = "error";

  @Override
  public Optional<Said> read(Json document) {
    return switch (document) {
      case JsonObject object -> Optional.of(new Said(object, object.has(ERROR)));
      case JsonArray array -> Optional.of(new Said(array, false));
      default -> Optional.empty();
    };
  }

  @Override
  public void answer(HttpResponse response, int status, Said said) throws IOException {
    response.json(status, mediaType(), said.content());
  }

  @Override
  public void event(EventStream stream, String type, Said said) throws IOException {
    if (type.equals(ERROR) || !(said.content() instanceof JsonObject object)) {
      stream.event(ERROR, JsonWriter.text(said.content()));
    } else {
      stream.write(object);
    }
  }

  private String mediaType() {
    return version == Version.V0_3 ? JSON : MEDIA_TYPE;
  }

  /** What programs read of a refusal: a google.rpc.ErrorInfo. */
  static JsonObject info(Refusal refusal) {
    return JsonObject.empty()
        .with("@type", "type.googleapis.com/google.rpc.ErrorInfo")
        .with("reason", refusal.reason())
        .with("domain", refusal.code() < 0 ? "a2a-protocol.org" : "brattice.dev");
  }

  private JsonObject refused(Refusal refusal) {
    if (version == Version.V0_3) {
      return JsonObject.empty().with("code", refusal.code()).with("message", refusal.text());
    }
    JsonObject status =
        JsonObject.empty()
            .with("code", refusal.status())
            .with("status", refusal.word())
            .with("message", refusal.text())
            .with("details", JsonArray.of(info(refusal)));
    return JsonObject.of(ERROR, status);
  }

  @Override
  public void refuse(HttpResponse response, Refusal refusal) throws IOException {
    response.json(refusal.status(), mediaType(), refused(refusal));
  }

  @Override
  public void refuse(EventStream stream, Refusal refusal) throws IOException {
    stream.event(ERROR, JsonWriter.text(refused(refusal)));
  }
}
