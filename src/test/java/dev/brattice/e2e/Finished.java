package dev.brattice.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end.
 *
 * @param exitCode its exit code
 * @param stdout what it printed
 * @param stderr what it complained
 */
record Finished(int exitCode, String stdout, String stderr) {
  /**
   * Runs {@code command} without input in {@code folder}, with {@code environment} on top of ours.
   */
  static Finished run(
      List<String> command, Path folder, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    // Files and not pipes: nobody has to read them while the program runs.
    Path out = Files.createTempFile("brattice-e2e", ".out");
    Path err = Files.createTempFile("brattice-e2e", ".err");
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(
            "expected `"
                + command.getFirst()
                + "` to end within "
                + limit
                + "; it printed:\n"
                + Files.readString(out)
                + Files.readString(err));
      }
      return new Finished(
          process.exitValue(),
          new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
          new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
