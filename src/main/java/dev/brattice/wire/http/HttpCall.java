package dev.brattice.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call under way. {@link #answer()} comes first. Closing it, by whatever thread, takes it back:
 * whoever waits for its answer gets an {@link IOException}.
 */
public final class HttpCall implements AutoCloseable {
  /** How much of an answer that nobody needs is read so that its connection can be used again. */
  static final int REST_BYTES_MAX = 64 << 10;

  /** How long that may take, in milliseconds. */
  static final long REST_MILLIS = 1_000;

  private static final int CHUNK_BYTES = 16 << 10;
  private static final int FIRST_BYTES = 2 << 10;

  private final CompletableFuture<HttpResponse<BodyStream>> response;
  private final BodyStream body;
  private final long silenceMillis;

  HttpCall(
      CompletableFuture<HttpResponse<BodyStream>> response, BodyStream body, long silenceMillis) {
    this.response = response;
    this.body = body;
    this.silenceMillis = silenceMillis;
  }

  /**
   * Waits for the head of the answer.
   *
   * @throws Silence when it does not come in time
   * @throws IOException when the server cannot be reached or does not speak HTTP
   */
  public Answer answer() throws IOException, InterruptedException {
    try {
      return new Answer(response.get(silenceMillis, TimeUnit.MILLISECONDS), body);
    } catch (ExecutionException failed) {
      throw new IOException(String.valueOf(failed.getMessage()), failed.getCause());
    } catch (CancellationException takenBack) {
      throw new IOException("taken back", takenBack);
    } catch (TimeoutException late) {
      close();
      throw new Silence(silenceMillis);
    } catch (InterruptedException stopping) {
      close();
      throw stopping;
    }
  }

  @Override
  public void close() {
    response.cancel(true);
    body.close();
  }

  /** An answer: its head is there, its body comes as it is read. */
  public static final class Answer {
    private final HttpResponse<BodyStream> response;
    private final BodyStream body;

    Answer(HttpResponse<BodyStream> response, BodyStream body) {
      this.response = response;
      this.body = body;
    }

    /** The status code. */
    public int status() {
      return response.statusCode();
    }

    /** The first header {@code name}, whatever its case, without white space around it. */
    public Optional<String> header(String name) {
      return response.headers().firstValue(name).map(String::strip);
    }

    /** What the body is, in lower case and without parameters; empty where it does not say. */
    public String mediaType() {
      String type = header("Content-Type").orElse("");
      int semicolon = type.indexOf(';');
      return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Waits at most so long for the next byte of the body from now on. */
    public void silence(long millis) {
      body.silence(millis);
    }

    /** The body as it comes. */
    public InputStream body() {
      return body;
    }

    /**
     * Reads the body to its end.
     *
     * @return empty where it is longer than {@code bytesMax}; then the rest is not wanted any more
     */
    public Optional<byte[]> read(int bytesMax) throws IOException {
      // Most answers are short: what holds them is not much longer than they are.
      byte[] begun = new byte[Math.min(FIRST_BYTES, bytesMax) + 1];
      int read = body.readNBytes(begun, 0, begun.length);
      return read < begun.length ? Optional.of(Arrays.copyOf(begun, read)) : rest(begun, bytesMax);
    }

    private Optional<byte[]> rest(byte[] begun, int bytesMax) throws IOException {
      var bytes = new ByteArrayOutputStream();
      if (begun.length > bytesMax) {
        body.close();
        return Optional.empty();
      }
      bytes.writeBytes(begun);
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
        if (bytes.size() + read > bytesMax) {
          body.close();
          return Optional.empty();
        }
        bytes.write(chunk, 0, read);
      }
      return Optional.of(bytes.toByteArray());
    }

    /** Nobody needs the rest: reads it where that is quick, and gives it up otherwise. */
    public void finish() {
      body.silence(REST_MILLIS);
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REST_MILLIS);
      byte[] chunk = new byte[CHUNK_BYTES];
      long rest = 0;
      try {
        for (int read = body.read(chunk);
            read >= 0 && rest < REST_BYTES_MAX && System.nanoTime() < deadline;
            read = body.read(chunk)) {
          rest += read;
        }
      } catch (IOException broken) {
        // Its connection is not used again.
      }
      body.close();
    }
  }
}
