package dev.brattice.gateway;

import dev.brattice.config.Configuration;
import dev.brattice.inspect.Workspace;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.state.Home;
import dev.brattice.state.StateException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The places that paths are judged against: worked out from the server's command and folder, and
 * widened by the roots that the client names later.
 */
final class Surroundings {
  /** The most roots remembered. */
  static final int ROOTS_MAX = 64;

  private final AtomicReference<Workspace> current;

  /**
   * Surroundings of a server.
   *
   * @param directory where it runs
   * @param home the user's home folder
   * @param command its command: folders named in it are roots
   * @param guarded files and folders no tool may touch
   */
  Surroundings(Path directory, Path home, List<String> command, List<Path> guarded) {
    Set<String> roots = new LinkedHashSet<>();
    for (String word : command.stream().skip(1).toList()) {
      addFolder(directory, word, roots);
    }
    Path here = real(directory);
    if (roots.isEmpty() || (here.getNameCount() > 0 && !here.equals(real(home)))) {
      roots.add(here.toString());
    }
    this.current =
        new AtomicReference<>(
            new Workspace(
                here.toString(),
                real(home).toString(),
                List.copyOf(roots),
                both(guarded),
                both(clientEntries(home, directory))));
  }

  /** What no guarded tool may touch: our own state, and the files that decide what is allowed. */
  static List<Path> guarded(Configuration configuration, Host host) {
    // Invariant: the home folder comes first; it is what $BRATTICE_HOME stands for in a command.
    List<Path> guarded = new ArrayList<>();
    try {
      guarded.add(Home.place(host.environment(), host.userHome()));
    } catch (StateException nowhere) {
      // There is no such folder to guard; who opens it says so.
    }
    guarded.addAll(configuration.files());
    return List.copyOf(guarded);
  }

  /** The places as known now. */
  Workspace workspace() {
    return current.get();
  }

  /** From now on no tool may touch these, in place of what was said before. */
  void guard(List<Path> guarded) {
    current.updateAndGet(
        before ->
            new Workspace(
                before.workingDirectory(),
                before.home(),
                before.roots(),
                both(guarded),
                before.guardedForWriting()));
  }

  /** Takes the roots that the client names. They widen what the command named, never replace it. */
  void learnRoots(JsonArray named) {
    current.updateAndGet(before -> widened(before, named));
  }

  private static Workspace widened(Workspace before, JsonArray named) {
    Set<String> roots = new LinkedHashSet<>(before.roots());
    for (Json root : named.elements()) {
      if (root instanceof JsonObject object && roots.size() < ROOTS_MAX) {
        object.string("uri").ifPresent(uri -> addUri(uri, roots));
      }
    }
    return new Workspace(
        before.workingDirectory(),
        before.home(),
        List.copyOf(roots),
        before.guarded(),
        before.guardedForWriting());
  }

  private static void addUri(String uri, Set<String> roots) {
    try {
      URI parsed = URI.create(uri);
      if ("file".equals(parsed.getScheme()) && parsed.getPath() != null) {
        Path path = real(Path.of(parsed.getPath()));
        // The whole disk as a root would switch the judgement of paths off.
        if (path.getNameCount() > 0) {
          roots.add(path.toString());
        }
      }
    } catch (IllegalArgumentException notAFolder) {
      // A root that cannot be read as a path widens nothing.
    }
  }

  private static void addFolder(Path directory, String word, Set<String> roots) {
    if (word.isEmpty() || word.startsWith("-") || roots.size() >= ROOTS_MAX) {
      return;
    }
    try {
      Path path = directory.resolve(word);
      if (Files.isDirectory(path) && real(path).getNameCount() > 0) {
        roots.add(real(path).toString());
      }
    } catch (InvalidPathException notAPath) {
      // A word of the command that is no path.
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException absent) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** Each path as written and as its links lead, so that neither spelling is a way round. */
  private static List<String> both(List<Path> paths) {
    Set<String> names = new LinkedHashSet<>();
    for (Path path : paths) {
      names.add(path.toAbsolutePath().normalize().toString());
      names.add(real(path).toString());
    }
    return List.copyOf(names);
  }

  /** Where common clients keep their MCP entries. */
  private static List<Path> clientEntries(Path home, Path directory) {
    List<Path> files = new ArrayList<>();
    for (String name :
        List.of(
            ".claude.json",
            ".claude/settings.json",
            ".claude/settings.local.json",
            ".cursor/mcp.json",
            ".codeium/windsurf/mcp_config.json",
            ".codex/config.toml",
            ".gemini/settings.json",
            ".vscode/mcp.json",
            ".config/Claude/claude_desktop_config.json",
            ".config/Code/User/mcp.json",
            ".config/Code/User/settings.json",
            ".config/zed/settings.json",
            ".continue/config.yaml",
            ".config/opencode/opencode.json",
            "Library/Application Support/Cursor/User/mcp.json",
            "Library/Application Support/Zed/settings.json",
            "Library/Application Support/Claude/claude_desktop_config.json",
            "Library/Application Support/Code/User/mcp.json",
            "AppData/Roaming/Claude/claude_desktop_config.json")) {
      files.add(home.resolve(name));
    }
    for (String name :
        List.of(
            ".mcp.json",
            ".cursor/mcp.json",
            ".vscode/mcp.json",
            ".vscode/settings.json",
            ".roo/mcp.json",
            ".zed/settings.json",
            ".codex/config.toml",
            "opencode.json",
            ".gemini/settings.json",
            ".claude/settings.json",
            ".claude/settings.local.json")) {
      files.add(directory.resolve(name));
    }
    return files;
  }
}
