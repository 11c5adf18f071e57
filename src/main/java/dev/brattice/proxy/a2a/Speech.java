package dev.brattice.proxy.a2a;

import dev.brattice.json.Json;
import dev.brattice.wire.http.EventStream;
import dev.brattice.wire.http.HttpResponse;
import java.io.IOException;
import java.util.Optional;

/** How one request is answered in its binding. */
sealed interface Speech permits RpcSpeech, RestSpeech {
  /**
   * What an agent said.
   *
   * @param content what is judged
   * @param failed whether it is an error
   */
  record Said(Json content, boolean failed) {}

  /** What {@code document} says; empty where it answers something else. */
  Optional<Said> read(Json document);

  /** Passes on a whole answer. */
  void answer(HttpResponse response, int status, Said said) throws IOException;

  /** Passes on one event. */
  void event(EventStream stream, String type, Said said) throws IOException;

  /** Refuses instead of an answer. */
  void refuse(HttpResponse response, Refusal refusal) throws IOException;

  /** Refuses instead of the rest of a stream. */
  void refuse(EventStream stream, Refusal refusal) throws IOException;
}
