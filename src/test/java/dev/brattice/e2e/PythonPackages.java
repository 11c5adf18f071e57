package dev.brattice.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Python SDK pinned in {@code src/test/python}, installed once into an environment of its own.
 */
final class PythonPackages {
  private static final Path SOURCE = Programs.ROOT.resolve("src/test/python");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

  private PythonPackages() {}

  /** A command that runs the driver with a plan of {@code plans} against {@code server}. */
  static List<String> driver(Path plans, String plan, List<String> server) {
    List<String> line = new java.util.ArrayList<>();
    line.add(installed().resolve("venv/bin/python").toString());
    line.add(SOURCE.resolve("driver.py").toString());
    line.add(plans.toString());
    line.add(plan);
    line.add("--");
    line.addAll(server);
    return List.copyOf(line);
  }

  private static Path installed() {
    Path requirements = SOURCE.resolve("requirements.txt");
    return BuildCache.folder(
        "python",
        List.of(requirements),
        folder -> {
          step(folder, List.of("python3", "-m", "venv", "venv"));
          step(
              folder,
              List.of(
                  folder.resolve("venv/bin/python").toString(),
                  "-m",
                  "pip",
                  "install",
                  "--quiet",
                  "--disable-pip-version-check",
                  "--no-deps",
                  "-r",
                  requirements.toString()));
        });
  }

  private static void step(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Finished step;
    try {
      step = Finished.run(command, folder, Map.of(), INSTALL_LIMIT);
    } catch (IOException missing) {
      throw new IllegalStateException(
          "expected python3 on PATH for the Python client of src/test/python, found none; install"
              + " Python 3.10 or newer with its venv module",
          missing);
    }
    if (step.exitCode() != 0) {
      throw new IllegalStateException(
          "expected the Python client of src/test/python to install, it ended with "
              + step.exitCode()
              + "; install Python 3.10 or newer with its venv module:\n"
              + step.stdout()
              + step.stderr());
    }
  }
}
