package dev.brattice.upstream;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.mcp.Methods;
import dev.brattice.mcp.Modern;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Oversized;
import dev.brattice.wire.http.EventReader;
import dev.brattice.wire.http.HttpCall;
import dev.brattice.wire.http.ServerEvent;
import dev.brattice.wire.http.Silence;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to a server until its answer is there. Its work is that of one thread. */
final class Asked {
  /** How often in a row a stream that brings nothing is taken up again. */
  static final int RESUMES_MAX = 5;

  /** The least wait before that, and the one where the server names none, in milliseconds. */
  static final long RETRY_MILLIS_LEAST = 50;

  static final long RETRY_MILLIS = 1_000;

  /** The longest body of a refusal that is read, in bytes. */
  static final int REFUSAL_BYTES_MAX = 64 << 10;

  private static final int INTERNAL_ERROR = -32603;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final String EVENTS = "text/event-stream";
  private static final JsonObject FAILED =
      JsonObject.of("dev.brattice/upstream", new JsonString("failed"));
  private static final MessageDecoder REFUSALS =
      new MessageDecoder(new JsonLimits(REFUSAL_BYTES_MAX, 64, 1_000));

  private final HttpUpstream upstream;
  private final Message.Request request;
  private final boolean modern;
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile Optional<HttpCall> call = Optional.empty();
  private volatile boolean closed;

  /** Whether credentials were had anew for it; once is enough. */
  private boolean renewed;

  Asked(HttpUpstream upstream, Message.Request request) {
    this.upstream = upstream;
    this.request = request;
    this.modern = Heads.modern(request).isPresent();
  }

  Message.Request request() {
    return request;
  }

  String correlation() {
    return request.id().correlation();
  }

  /** Whether it is of the revision without sessions. */
  boolean isModern() {
    return modern;
  }

  /** Its answer is there. */
  void settled() {
    settled.countDown();
  }

  /** Nobody wants its answer any more. */
  void close() {
    closed = true;
    settled.countDown();
    call.ifPresent(HttpCall::close);
  }

  private void hold(HttpCall begun) {
    call = Optional.of(begun);
    if (closed) {
      begun.close();
    }
  }

  /** Sends it and sees to its answer. */
  void run() throws InterruptedException {
    if (closed || upstream.hasEnded()) {
      return;
    }
    if (!upstream.breaker().admits(System.nanoTime())) {
      fail("failed " + Breaker.FAILURES_MAX + " times in a row and is not asked for a while");
      return;
    }
    try {
      post();
    } catch (Credentials.Absent absent) {
      fail(String.valueOf(absent.getMessage()));
    } catch (Silence silent) {
      broke();
      fail("said nothing for " + silence() + " ms");
    } catch (IOException broken) {
      broke();
      fail("cannot be reached, or broke off its answer");
    } finally {
      call.ifPresent(HttpCall::close);
    }
  }

  /** What was taken back here is no fault of the server. */
  private void broke() {
    if (!closed) {
      upstream.breaker().failed(System.nanoTime());
    }
  }

  private void heard(int status) {
    if (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
      upstream.breaker().failed(System.nanoTime());
    } else {
      upstream.breaker().succeeded();
    }
  }

  /** A stream of changes may have nothing to say for days. */
  private long silence() {
    return request.method().equals(Modern.LISTEN)
        ? Long.MAX_VALUE
        : upstream.server().waits().silence();
  }

  private void post() throws IOException, InterruptedException {
    HttpCall begun =
        upstream.begin("POST", upstream.heads().of(request), request.tree(), silence());
    hold(begun);
    HttpCall.Answer answer = begun.answer();
    heard(answer.status());
    if (answer.status() == 401 && !renewed && upstream.renewsCredentials()) {
      renewed = true;
      answer.finish();
      post();
      return;
    }
    if (answer.status() < 200 || answer.status() >= 300) {
      refused(answer);
      return;
    }
    if (request.method().equals(Methods.INITIALIZE)) {
      answer.header(Heads.SESSION).ifPresent(upstream.heads()::opened);
    }
    if (upstream.answersOnStream()) {
      answer.finish();
      awaitAnswer();
      return;
    }
    switch (answer.mediaType()) {
      case "application/json" -> json(answer);
      case EVENTS -> events(answer);
      default -> fail("answered with neither JSON nor events");
    }
  }

  private void json(HttpCall.Answer answer) throws IOException, InterruptedException {
    int bytesMax = upstream.server().frameBytesMax();
    Optional<byte[]> body = answer.read(bytesMax);
    if (body.isEmpty()) {
      upstream.oversized(this, bytesMax + 1L);
      return;
    }
    upstream.hear(Frame.of(body.get()));
    fail("answered another request than the one it was asked");
  }

  private void events(HttpCall.Answer first) throws IOException, InterruptedException {
    HttpCall.Answer answer = first;
    Optional<String> lastId = Optional.empty();
    long retryMillis = RETRY_MILLIS;
    int barren = 0;
    while (true) {
      var reader = new EventReader(answer.body(), upstream.server().frameBytesMax());
      int heard = hear(reader, lastId.isPresent());
      if (!upstream.isOpen(this)) {
        answer.finish();
        return;
      }
      lastId = reader.lastId().isPresent() ? reader.lastId() : lastId;
      barren = heard == 0 ? barren + 1 : 0;
      retryMillis = reader.retryMillis().orElse(retryMillis);
      if (modern || lastId.isEmpty() || barren > RESUMES_MAX) {
        fail("ended its answer early");
        return;
      }
      Thread.sleep(Math.max(RETRY_MILLIS_LEAST, retryMillis));
      Optional<HttpCall.Answer> next = resumed(lastId);
      if (next.isEmpty()) {
        return;
      }
      answer = next.get();
    }
  }

  /** How many events came; a stream that can be taken up again may break. */
  private int hear(EventReader reader, boolean resumable) throws IOException, InterruptedException {
    int heard = 0;
    try {
      while (upstream.isOpen(this)) {
        Optional<ServerEvent> event = reader.next();
        if (event.isEmpty()) {
          break;
        }
        heard++;
        hear(event.get());
      }
    } catch (IOException broken) {
      if (modern || (!resumable && reader.lastId().isEmpty())) {
        throw broken;
      }
    }
    return heard;
  }

  private void hear(ServerEvent event) throws InterruptedException {
    if (event.data() instanceof Oversized oversized) {
      // Most likely its answer: whoever waits for that is told.
      upstream.oversized(this, oversized.bytes());
    } else if (event.type().equals("message")) {
      upstream.hear(event.data());
    }
  }

  private Optional<HttpCall.Answer> resumed(Optional<String> lastId)
      throws IOException, InterruptedException {
    if (!upstream.isOpen(this)) {
      return Optional.empty();
    }
    HttpCall begun = upstream.listen(lastId, silence());
    hold(begun);
    HttpCall.Answer answer = begun.answer();
    if (answer.status() == 200 && answer.mediaType().equals(EVENTS)) {
      return Optional.of(answer);
    }
    if (upstream.isDeath(answer.status())) {
      upstream.gone("ended the session");
    } else {
      fail("ended its answer early and does not take it up again");
    }
    return Optional.empty();
  }

  /** The answer comes on the session's own stream, whose silence is not this request's alone. */
  private void awaitAnswer() throws InterruptedException {
    long limit = TimeUnit.MILLISECONDS.toNanos(silence());
    long left = limit;
    while (left > 0 && !settled.await(left, TimeUnit.NANOSECONDS)) {
      left = limit - (System.nanoTime() - upstream.heardNanos());
    }
    fail("said nothing for " + silence() + " ms");
  }

  private void refused(HttpCall.Answer answer) throws IOException, InterruptedException {
    int status = answer.status();
    if (upstream.isDeath(status) && !modern) {
      upstream.gone("ended the session");
      return;
    }
    Optional<Message.Failure> said = said(answer);
    boolean ours = said.isPresent() && said.get().id().equals(request.id());
    boolean older = status == 400 || status == 404 || status == 405;
    if (request.method().equals(Methods.INITIALIZE)
        && older
        && !ours
        && !upstream.answersOnStream()) {
      Optional<OlderStream> found = OlderStream.open(upstream);
      if (found.isPresent()) {
        upstream.start("stream", found.get()::run);
        post();
        return;
      }
    }
    if (said.isPresent()) {
      upstream.hear(MessageDecoder.decode(said.get().tree().with("id", request.id().value())));
      return;
    }
    fail(
        switch (status) {
          case 401, 403 ->
              "refused the credentials (HTTP status "
                  + status
                  + "); see `headers` and `auth` of the server";
          case 300, 301, 302, 303, 307, 308 ->
              "moved (HTTP status " + status + "), which is not followed; set `url` to its place";
          default -> "answered with HTTP status " + status;
        });
  }

  /** The error of the protocol in a refusal, where there is one that can be meant. */
  private Optional<Message.Failure> said(HttpCall.Answer answer) throws IOException {
    boolean other = answer.status() < 400 || answer.status() == 401 || answer.status() == 403;
    if (other || !answer.mediaType().equals("application/json")) {
      answer.finish();
      return Optional.empty();
    }
    Optional<byte[]> body = answer.read(REFUSAL_BYTES_MAX);
    return body.map(bytes -> REFUSALS.decode(Frame.of(bytes)))
        .flatMap(
            decoded ->
                decoded instanceof Decoded.Single(Message.Failure failure)
                    ? Optional.of(failure)
                    : Optional.empty())
        .filter(failure -> isMeant(failure.id()));
  }

  private boolean isMeant(RequestId id) {
    return id.value() == JsonNull.NULL || id.correlation().equals(correlation());
  }

  private void fail(String problem) throws InterruptedException {
    String sentence =
        "the server `"
            + upstream.server().name()
            + "` "
            + problem
            + "; this is not a policy decision";
    upstream.fail(this, Answers.error(request.id(), INTERNAL_ERROR, sentence, FAILED), sentence);
  }
}
