package dev.brattice.gateway;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the program runs.
 *
 * @param userHome the user's home folder
 * @param userName the user's name
 * @param workingDirectory where the program was started
 * @param environment the process's environment
 * @param program the folder of the program itself, where it is known
 * @param version of the program
 */
public record Host(
    Path userHome,
    String userName,
    Path workingDirectory,
    Map<String, String> environment,
    Optional<Path> program,
    String version) {
  /** The system property with the folder of the program, set by its launcher. */
  public static final String PROGRAM_PROPERTY = "brattice.root";

  private static final String UNRELEASED = "development";

  public Host {
    environment = Map.copyOf(environment);
  }

  // A shell's `~` is $HOME, whatever the user database says.
  private static Path userHome(String home) {
    return home.startsWith("/") ? Path.of(home) : Path.of(System.getProperty("user.home", "/"));
  }

  /** The host of this process. */
  public static Host here() {
    String version = Host.class.getPackage().getImplementationVersion();
    return new Host(
        userHome(System.getenv().getOrDefault("HOME", "")),
        System.getProperty("user.name", "unknown"),
        Path.of("").toAbsolutePath(),
        System.getenv(),
        Optional.ofNullable(System.getProperty(PROGRAM_PROPERTY)).map(Path::of),
        version == null ? UNRELEASED : version);
  }
}
