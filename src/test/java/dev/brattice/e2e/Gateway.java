package dev.brattice.e2e;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code brattice serve} on a free port of this machine. */
public final class Gateway implements AutoCloseable {
  /** How long it may take to listen, and to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long LOOK_MILLIS = 50;

  private final Process process;
  private final int port;
  private final Path errors;

  private Gateway(Process process, int port, Path errors) {
    this.process = process;
    this.port = port;
    this.errors = errors;
  }

  /**
   * Starts one.
   *
   * @param configuration its file
   * @param home keeps its state; its standard error goes to {@code serve.log} there
   */
  public static Gateway start(Path configuration, Path home, String... options)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> line = new ArrayList<>(Programs.brattice("serve"));
    line.addAll(List.of("--config", configuration.toString(), "--set", "listen.port=" + port));
    line.addAll(List.of(options));
    Path errors = home.resolve("serve.log");
    var builder = new ProcessBuilder(line).directory(home.toFile()).redirectError(errors.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", home.toString(),
                "BRATTICE_HOME", home.resolve(".brattice").toString(),
                "BRATTICE_NO_REBUILD", "1",
                "JAVA_HOME", System.getProperty("java.home")));
    var gateway = new Gateway(builder.start(), port, errors);
    gateway.awaitReady();
    return gateway;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (isReady()) {
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    process.destroyForcibly();
    throw new IllegalStateException("brattice serve is not ready: " + said());
  }

  private boolean isReady() {
    try {
      var connection = (HttpURLConnection) address("/readyz").toURL().openConnection();
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** An address on it. */
  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Where the server {@code name} is reached. */
  public URI endpoint(String name) {
    return address("/mcp/" + name);
  }

  /** What it said on standard error so far. */
  public String said() throws IOException {
    return Files.readString(errors);
  }

  /** The process, to kill or to signal. */
  public Process process() {
    return process;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
