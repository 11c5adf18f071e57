package dev.brattice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client that costs as little as it can: whole lines from prepared bytes, answers told by their
 * end and id alone.
 */
final class Pipe implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final byte[] ID = "\"id\":".getBytes(StandardCharsets.US_ASCII);

  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;

  private Pipe(Process process) {
    this.process = process;
    this.out = process.getOutputStream();
    this.in = process.getInputStream();
  }

  /** Starts {@code command} for {@code home}; its standard error is thrown away. */
  static Pipe open(List<String> command, Home home) throws IOException {
    Path workspace = home.workspace();
    var builder =
        new ProcessBuilder(command)
            .directory(workspace.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(home.environment());
    return new Pipe(builder.start());
  }

  /** The process id. */
  long pid() {
    return process.pid();
  }

  /** Opens a session as a legacy client does. */
  void initialize() throws IOException {
    send(
        ("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}\n")
            .getBytes(StandardCharsets.US_ASCII));
    receive(0);
    send(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends {@code line}, which carries its own end. */
  void send(byte[] line) throws IOException {
    out.write(line);
    out.flush();
  }

  /** Reads on until the answer to {@code id}. */
  void receive(long id) throws IOException {
    while (receiveAny() != id) {
      // Something that the server sent of its own.
    }
  }

  /** Reads one line; the id that stands last in it, or -1 where there is none. */
  long receiveAny() throws IOException {
    int scanned = start;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          long id = lastId(start, scanned);
          start = scanned + 1;
          return id;
        }
      }
      scanned -= makeRoom();
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        throw new IOException("expected an answer, got the end of the stream");
      }
      end += count;
    }
  }

  /** Moves what is left to the front or grows; returns by how much positions moved. */
  private int makeRoom() {
    if (end < buffer.length) {
      return 0;
    }
    int moved = start;
    if (moved > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= moved;
      start = 0;
    } else {
      buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
    }
    return moved;
  }

  private long lastId(int from, int to) {
    for (int i = to - ID.length; i >= Math.max(from, to - 64); i--) {
      if (isId(i)) {
        long id = 0;
        int at = i + ID.length;
        for (; at < to && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
          id = id * 10 + buffer[at] - '0';
        }
        return at == i + ID.length ? -1 : id;
      }
    }
    return -1;
  }

  private boolean isId(int at) {
    for (int i = 0; i < ID.length; i++) {
      if (buffer[at + i] != ID[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    out.close();
    try {
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
