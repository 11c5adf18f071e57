package dev.brattice.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The suite: plays a client towards a server, and judges what comes back. */
public final class Suite {
  /** A scenario ends after half a minute, and some of them wait for a server that hangs. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Suite() {}

  /**
   * Runs all scenarios of {@code revision}.
   *
   * @param server the endpoint to judge; its host must be {@code localhost} or {@code 127.0.0.1},
   *     because one scenario asks only of such what it does about foreign hosts
   * @param folder an empty folder for the suite's records; its output is {@code suite.log} there
   */
  public static Scores run(URI server, Revision revision, Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve("suite.log");
    Path results = Files.createDirectories(folder.resolve("results"));
    Process suite =
        new ProcessBuilder(
                ConformancePackages.installed()
                    .suite(
                        "server",
                        "--url",
                        server.toString(),
                        "--requirements",
                        revision.date(),
                        "-o",
                        results.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    if (!suite.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      suite.destroyForcibly().waitFor();
      throw new IllegalStateException(
          "expected the suite to end within " + LIMIT + "; its output is in " + log);
    }
    Scores scores = Scores.read(results, required(revision));
    // We may be stricter, never more lenient: a scenario with nothing but warnings passes there.
    if (scores.failed().isEmpty() && suite.exitValue() != 0) {
      throw new IllegalStateException(
          "expected the suite to end with 0 when all its scenarios pass; it ended with "
              + suite.exitValue()
              + "\n"
              + Files.readString(log));
    }
    return scores;
  }

  /** The scenarios that {@code revision} requires of a server. */
  private static List<String> required(Revision revision) throws IOException {
    String file = Files.readString(ConformancePackages.installed().requirements(revision));
    Object read = new Load(LoadSettings.builder().build()).loadFromString(file);
    if (read instanceof Map<?, ?> sets && sets.get("server") instanceof List<?> scenarios) {
      return scenarios.stream().map(String::valueOf).toList();
    }
    throw new IOException("expected a list `server` in the requirements of " + revision.date());
  }
}
