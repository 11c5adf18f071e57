package dev.brattice.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringTokenizer;

/** The folders in which programs are looked for. */
public final class SearchPath {
  private SearchPath() {}

  /** Whether there is a {@code program} on the {@code PATH} of {@code environment}. */
  public static boolean has(String program, Map<String, String> environment) {
    var folders = new StringTokenizer(environment.getOrDefault("PATH", ""), File.pathSeparator);
    while (folders.hasMoreTokens()) {
      if (isIn(folders.nextToken(), program)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String folder, String program) {
    try {
      return Files.isExecutable(Path.of(folder, program));
    } catch (InvalidPathException notAFolder) {
      return false;
    }
  }
}
