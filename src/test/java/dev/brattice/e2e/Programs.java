package dev.brattice.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines under test: a server alone, and the same server behind {@code wrap}. */
public final class Programs {
  /** The repository. */
  public static final Path ROOT =
      Path.of(System.getProperty("brattice.root", ".")).toAbsolutePath().normalize();

  private Programs() {}

  /** The server alone. */
  public static List<String> bare(List<String> server) {
    return List.copyOf(server);
  }

  /** The server behind Brattice, with {@code options} of {@code wrap}. */
  public static List<String> wrapped(List<String> server, String... options) {
    List<String> line = new ArrayList<>(brattice("wrap"));
    line.addAll(List.of(options));
    line.add("--");
    line.addAll(server);
    return List.copyOf(line);
  }

  /** Another command of Brattice. */
  public static List<String> brattice(String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(ROOT.resolve("brattice").toString());
    line.addAll(List.of(arguments));
    return List.copyOf(line);
  }
}
