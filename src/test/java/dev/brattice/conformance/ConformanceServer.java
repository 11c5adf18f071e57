package dev.brattice.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server with everything that the suite asks for, on a free port of this machine. */
public final class ConformanceServer implements AutoCloseable {
  private final Process process;
  private final URI endpoint;

  private ConformanceServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts one; its complaints go to {@code log}. */
  public static ConformanceServer start(Path log) throws IOException {
    return start(log, ConformancePackages.installed().server("0"));
  }

  /** Starts one that knows no sessions. */
  public static ConformanceServer startModern(Path log) throws IOException {
    return start(log, ConformancePackages.installed().server("0", "modern"));
  }

  private static ConformanceServer start(Path log, List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    Optional<String> address = Optional.ofNullable(process.inputReader().readLine());
    if (address.isEmpty()) {
      process.destroyForcibly();
    }
    return new ConformanceServer(
        process,
        URI.create(
            address.orElseThrow(
                () ->
                    new IllegalStateException(
                        "expected the server to print its address, it ended; see " + log))));
  }

  /** Where it is reached. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
