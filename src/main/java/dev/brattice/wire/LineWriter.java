package dev.brattice.wire;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** Writes one message a line, whole and at once, from any thread. */
public final class LineWriter implements MessageWriter {
  private final OutputStream out;

  /** Guards {@link #out}: a line is never interleaved with another. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Writes to {@code out}. */
  public LineWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(JsonObject message) throws IOException {
    lock.lock();
    try {
      JsonWriter.line(message, out);
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the stream: its reader sees the end after what was written. */
  public void close() throws IOException {
    lock.lock();
    try {
      out.close();
    } finally {
      lock.unlock();
    }
  }
}
