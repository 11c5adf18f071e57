package dev.brattice.wire.http;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import dev.brattice.wire.MessageWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream of server-sent events (HTML Living Standard, section 9.2), one message an event. Safe
 * for use by several threads.
 */
public final class EventStream implements MessageWriter, AutoCloseable {
  private static final byte[] BEGIN = bytes("event: message\ndata: ");
  private static final byte[] PING = bytes(": ping\n\n");

  private final OutputStream out;

  /** Guards {@link #out}: an event is never interleaved with another. */
  private final ReentrantLock lock = new ReentrantLock();

  EventStream(OutputStream raw) throws IOException {
    out = new BufferedOutputStream(raw);
    ping();
  }

  @Override
  public void write(JsonObject message) throws IOException {
    lock.lock();
    try {
      out.write(BEGIN);
      JsonWriter.line(message, out);
      out.write('\n');
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends an event that is no message.
   *
   * @param name of the event
   * @param data one line
   */
  public void event(String name, String data) throws IOException {
    lock.lock();
    try {
      out.write(bytes("event: " + name + "\ndata: " + data + "\n\n"));
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Sends a comment: keeps the connection, and notices whether the client is gone. */
  public void ping() throws IOException {
    lock.lock();
    try {
      out.write(PING);
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      out.close();
    } finally {
      lock.unlock();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
