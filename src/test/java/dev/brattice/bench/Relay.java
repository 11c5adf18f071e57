package dev.brattice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The least a process between client and server can do: starts the server and pumps bytes both
 * ways. What Brattice costs beyond it is judgement, not plumbing.
 */
public final class Relay {
  private static final int BUFFER_BYTES = 64 << 10;

  private Relay() {}

  /** Relays to the server whose command line is {@code command}. */
  public static void main(String[] command) throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread toServer =
        Thread.ofPlatform().daemon().start(() -> pump(System.in, server.getOutputStream()));
    pump(server.getInputStream(), new java.io.FileOutputStream(java.io.FileDescriptor.out));
    toServer.interrupt();
    System.exit(server.waitFor());
  }

  private static void pump(InputStream from, OutputStream to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException ended) {
      // Either side is gone; the other notices by its end of stream.
    }
  }
}
