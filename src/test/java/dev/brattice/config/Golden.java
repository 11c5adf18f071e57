package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that people depend on, kept as files so that a change of them shows in review. */
public final class Golden {
  private static final Path ROOT = Path.of(System.getProperty("brattice.root", "."));
  private static final boolean WRITES = "write".equals(System.getProperty("surface"));

  private Golden() {}

  /** Fails where the file {@code name} does not hold {@code text}; writes it when told to. */
  public static void check(String name, String text) throws IOException {
    Path golden = ROOT.resolve(name);
    if (WRITES) {
      Files.writeString(golden, text);
    }
    assertEquals(
        Files.exists(golden) ? Files.readString(golden) : "",
        text,
        name
            + " differs; if the change is meant: ./build test -Dtest='*SurfaceTest'"
            + " -Dsurface=write");
  }
}
