package dev.brattice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A fresh user for one start of a program: nothing that an earlier start has left can help it. */
record Home(Path folder) implements AutoCloseable {
  static Home fresh() throws IOException {
    Path folder = Files.createTempDirectory("brattice-bench").toRealPath();
    Files.createDirectories(folder.resolve("project"));
    return new Home(folder);
  }

  Path workspace() {
    return folder.resolve("project");
  }

  Map<String, String> environment() {
    return Map.of(
        "HOME",
        folder.toString(),
        "BRATTICE_HOME",
        folder.resolve(".brattice").toString(),
        "BRATTICE_NO_REBUILD",
        "1",
        "JAVA_HOME",
        System.getProperty("java.home"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
