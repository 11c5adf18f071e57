package dev.brattice.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it comes. Asks the network for the next part once the last one is read,
 * so that a server cannot fill our memory; gives up on one that is silent. Read by one thread,
 * closed by any.
 */
final class BodyStream extends InputStream implements BodySubscriber<BodyStream> {
  /** What the network gave: at most one list of buffers at a time, and how it ended. */
  private sealed interface Part {
    record Buffers(List<ByteBuffer> buffers) implements Part {}

    record End() implements Part {}

    record Fault(Throwable cause) implements Part {}
  }

  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();

  /** Guards the order of beginning and closing, whichever comes first. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Optional<Flow.Subscription> subscription = Optional.empty();
  private volatile long silenceMillis;
  private List<ByteBuffer> current = List.of();
  private boolean ended;
  private volatile boolean closed;

  BodyStream(long silenceMillis) {
    this.silenceMillis = silenceMillis;
  }

  /** Waits so long for the next byte from now on. */
  void silence(long millis) {
    silenceMillis = millis;
  }

  @Override
  public CompletionStage<BodyStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription network) {
    lock.lock();
    try {
      subscription = Optional.of(network);
      if (!closed) {
        network.request(1);
        return;
      }
    } finally {
      lock.unlock();
    }
    network.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    parts.add(new Part.Buffers(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    parts.add(new Part.Fault(cause));
  }

  @Override
  public void onComplete() {
    parts.add(new Part.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (!ended) {
      for (ByteBuffer buffer : current) {
        if (buffer.hasRemaining()) {
          int count = Math.min(length, buffer.remaining());
          buffer.get(into, offset, count);
          return count;
        }
      }
      take();
    }
    return -1;
  }

  private void take() throws IOException {
    if (!current.isEmpty()) {
      current = List.of();
      subscription.ifPresent(network -> network.request(1));
    }
    switch (next()) {
      case Part.Buffers buffers -> current = buffers.buffers();
      case Part.End ignored -> {
        ended = true;
        if (closed) {
          throw new IOException("closed");
        }
      }
      case Part.Fault fault -> throw new IOException("the answer broke off", fault.cause());
      case null -> {
        close();
        throw new Silence(silenceMillis);
      }
    }
  }

  private @Nullable Part next() throws IOException {
    try {
      return parts.poll(silenceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopping");
    }
  }

  /** Tells the network that nothing more is wanted, and wakes who reads. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    subscription.ifPresent(Flow.Subscription::cancel);
    parts.add(new Part.End());
  }
}
