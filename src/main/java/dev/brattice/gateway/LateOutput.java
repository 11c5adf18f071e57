package dev.brattice.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A stream to a server that is still being started: who writes waits until it is there. So the
 * client's first message is read and understood while the process starts.
 */
final class LateOutput extends OutputStream {
  private final CompletableFuture<OutputStream> stream;

  LateOutput(CompletableFuture<OutputStream> stream) {
    this.stream = stream;
  }

  private OutputStream await() throws IOException {
    try {
      return stream.get();
    } catch (ExecutionException absent) {
      throw new IOException("there is no server", absent);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IOException("ending", ending);
    }
  }

  @Override
  public void write(int b) throws IOException {
    await().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    await().write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    await().flush();
  }

  @Override
  public void close() throws IOException {
    await().close();
  }
}
