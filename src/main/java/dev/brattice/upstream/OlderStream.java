package dev.brattice.upstream;

import dev.brattice.wire.Frame;
import dev.brattice.wire.http.EventReader;
import dev.brattice.wire.http.HttpCall;
import dev.brattice.wire.http.ServerEvent;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The stream of a server of the first revision (MCP 2024-11-05, HTTP with SSE): its first event
 * says where messages go, and all answers come on it. Its work is that of one thread.
 */
final class OlderStream {
  /** The longest event that names the address, in bytes. */
  static final int ADDRESS_BYTES_MAX = 4 << 10;

  private final HttpUpstream upstream;
  private final HttpCall call;
  private final EventReader reader;

  private OlderStream(HttpUpstream upstream, HttpCall call, EventReader reader) {
    this.upstream = upstream;
    this.call = call;
    this.reader = reader;
  }

  /** Opens it; empty where the server has none, or names an address that is not its own. */
  static Optional<OlderStream> open(HttpUpstream upstream)
      throws IOException, InterruptedException {
    HttpCall call = upstream.listen(Optional.empty(), upstream.server().waits().told());
    upstream.keep(call);
    // Comments alone would keep us waiting for ever.
    Thread deadline = closing(call, upstream.server().waits().told());
    Optional<OlderStream> found = Optional.empty();
    try {
      found = open(upstream, call);
      return found;
    } catch (IOException none) {
      return Optional.empty();
    } finally {
      deadline.interrupt();
      if (found.isEmpty()) {
        call.close();
      }
    }
  }

  private static Thread closing(HttpCall call, long afterMillis) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(afterMillis);
                call.close();
              } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static Optional<OlderStream> open(HttpUpstream upstream, HttpCall call)
      throws IOException, InterruptedException {
    HttpCall.Answer answer = call.answer();
    if (answer.status() != 200 || !answer.mediaType().equals("text/event-stream")) {
      return Optional.empty();
    }
    var reader = new EventReader(answer.body(), upstream.server().frameBytesMax());
    Optional<URI> target =
        reader
            .next()
            .filter(event -> event.type().equals("endpoint"))
            .flatMap(OlderStream::text)
            .flatMap(text -> target(upstream.server().url(), text));
    if (target.isEmpty()) {
      return Optional.empty();
    }
    answer.silence(Long.MAX_VALUE);
    upstream.moveTo(target.get(), call);
    return Optional.of(new OlderStream(upstream, call, reader));
  }

  private static Optional<String> text(ServerEvent event) {
    return event.data() instanceof Frame frame && frame.length() <= ADDRESS_BYTES_MAX
        ? Optional.of(frame.text())
        : Optional.empty();
  }

  /** Another host would get what is meant for this one, and its credentials. */
  static Optional<URI> target(URI base, String text) {
    try {
      URI target = base.resolve(text.strip());
      boolean same = origin(target).equals(origin(base)) && target.getRawUserInfo() == null;
      return same ? Optional.of(target) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? usual : address.getPort();
    return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** Hears it until it ends, and the session with it. */
  void run() throws InterruptedException {
    try {
      for (Optional<ServerEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
        if (event.get().type().equals("message")) {
          upstream.hear(event.get().data());
        }
      }
    } catch (IOException broken) {
      // Ends the same way.
    } finally {
      call.close();
    }
    upstream.gone("ended its stream");
  }
}
