package dev.brattice.wire.http;

import dev.brattice.bytes.Bytes;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gets small documents from other places, within bounds on their size and on the whole time. */
public final class Documents {
  /** How long one may take from the first byte sent to the last one read, in milliseconds. */
  public static final long WHOLE_MILLIS = 10_000;

  private final HttpCalls calls;

  /** Gets them by {@code calls}. */
  public Documents(HttpCalls calls) {
    this.calls = calls;
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body at most as long as was asked for
   */
  public record Document(int status, Bytes body) {}

  /**
   * Gets one.
   *
   * @param body what is posted; empty to get
   * @throws IOException when it does not come in time or is too long
   */
  public Document get(URI address, Map<String, String> headers, Optional<byte[]> body, int bytesMax)
      throws IOException, InterruptedException {
    String method = body.isPresent() ? "POST" : "GET";
    var done = new AtomicBoolean();
    try (HttpCall call = calls.begin(method, address, headers, body, WHOLE_MILLIS)) {
      // A server that sends a byte now and then is never silent.
      Thread clock = Thread.ofVirtual().start(() -> closeLate(call, done));
      try {
        HttpCall.Answer answer = call.answer();
        byte[] read =
            answer
                .read(bytesMax)
                .orElseThrow(() -> new IOException("longer than " + bytesMax + " bytes"));
        return new Document(answer.status(), Bytes.copyOf(read));
      } finally {
        done.set(true);
        clock.interrupt();
      }
    }
  }

  private static void closeLate(HttpCall call, AtomicBoolean done) {
    try {
      Thread.sleep(WHOLE_MILLIS);
      if (!done.get()) {
        call.close();
      }
    } catch (InterruptedException finished) {
      // Its document came.
    }
  }
}
