package dev.brattice.upstream;

import dev.brattice.wire.http.EventReader;
import dev.brattice.wire.http.HttpCall;
import dev.brattice.wire.http.ServerEvent;
import dev.brattice.wire.http.Silence;
import java.io.IOException;
import java.util.Optional;

/**
 * Hears what a server says unasked, where it offers a stream for that, for as long as the session
 * lasts. Its work is that of one thread.
 */
final class Listening {
  /** How often in a row a stream that brings nothing is opened again. */
  static final int TRIES_MAX = 5;

  private final HttpUpstream upstream;
  private Optional<String> lastId = Optional.empty();
  private long retryMillis = Asked.RETRY_MILLIS;
  private boolean granted;
  private int barren;

  Listening(HttpUpstream upstream) {
    this.upstream = upstream;
  }

  /** Listens until the session is over or the server has nothing to say this way. */
  void run() throws InterruptedException {
    boolean offered = true;
    while (offered && !upstream.hasEnded() && barren <= TRIES_MAX) {
      try {
        offered = listen();
      } catch (Silence quiet) {
        // A server that has nothing to say; the connection may be gone without a word.
        barren = 0;
      } catch (IOException broken) {
        barren++;
      }
      if (offered) {
        long wait = Math.max(Asked.RETRY_MILLIS_LEAST, retryMillis) << Math.min(barren, TRIES_MAX);
        Thread.sleep(Math.min(EventReader.RETRY_MILLIS_MAX, wait));
      }
    }
  }

  private boolean listen() throws IOException, InterruptedException {
    HttpCall call = upstream.listen(lastId, upstream.server().waits().silence());
    upstream.keep(call);
    try {
      HttpCall.Answer answer = call.answer();
      if (answer.status() != 200 || !answer.mediaType().equals("text/event-stream")) {
        return refused(answer);
      }
      granted = true;
      hear(new EventReader(answer.body(), upstream.server().frameBytesMax()));
      return true;
    } finally {
      call.close();
    }
  }

  /** What was granted before and is not any more was granted to another session. */
  private boolean refused(HttpCall.Answer answer) {
    answer.finish();
    if (granted && (answer.status() == 404 || answer.status() == 400)) {
      upstream.gone("ended the session");
    }
    return false;
  }

  private void hear(EventReader reader) throws IOException, InterruptedException {
    barren++;
    try {
      for (Optional<ServerEvent> event = reader.next();
          event.isPresent() && !upstream.hasEnded();
          event = reader.next()) {
        barren = 0;
        if (event.get().type().equals("message")) {
          upstream.hear(event.get().data());
        }
      }
    } finally {
      lastId = reader.lastId().or(() -> lastId);
      retryMillis = reader.retryMillis().orElse(retryMillis);
    }
  }
}
