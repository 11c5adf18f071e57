package dev.brattice.e2e;

import dev.brattice.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A user of this machine who has nothing yet: an empty home, a workspace with a read-me file, no
 * configuration of Brattice.
 *
 * @param folder holds all of the user's; real path
 */
record User(Path folder) {
  /** A new user in {@code folder}, which is empty. */
  static User in(Path folder) throws IOException {
    var user = new User(folder.toRealPath());
    Files.createDirectories(user.home());
    Files.createDirectories(user.workspace());
    Files.writeString(user.workspace().resolve("README.md"), "# Workspace\n\nNothing here yet.\n");
    return user;
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Where the client runs; the project that the agent works on. */
  Path workspace() {
    return home().resolve("project");
  }

  Path bratticeHome() {
    return home().resolve(".brattice");
  }

  /** Where the shim keeps what passed between Brattice and a server. */
  Path shimLog() {
    return folder.resolve("shim");
  }

  /** Where {@code workbench.mjs} keeps what was sent away. */
  Path outbox() {
    return folder.resolve("outbox.jsonl");
  }

  /** A file of the workspace or, with a leading {@code ~/}, of the home. */
  Path write(String name, String content) throws IOException {
    Path file =
        name.startsWith("~/") ? home().resolve(name.substring(2)) : workspace().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content, StandardOpenOption.CREATE);
  }

  /** Where {@link #config} writes: outside of the workspace, as for all of the user's projects. */
  Path configFile() {
    return home().resolve("config/brattice.yaml");
  }

  /** Writes the configuration; returns its path. */
  String config(String yaml) throws IOException {
    Files.createDirectories(home().resolve("config"));
    Files.writeString(configFile(), yaml);
    return configFile().toString();
  }

  /** {@code server} behind the shim, which writes down all that passes. */
  List<String> watched(List<String> server) {
    List<String> line = new java.util.ArrayList<>();
    line.addAll(NpmPackages.installed().script("servers/shim.mjs", shimLog().toString(), "--"));
    line.addAll(server);
    return List.copyOf(line);
  }

  /** The lines that reached the watched server, in order. */
  List<byte[]> reachedServer() throws IOException {
    return Lines.of(folder.resolve("shim.in"));
  }

  /** The lines that the watched server said, in order. */
  List<byte[]> saidByServer() throws IOException {
    return Lines.of(folder.resolve("shim.out"));
  }

  /** The tool calls that reached the watched server, in order. */
  List<JsonObject> callsThatReachedServer() throws IOException {
    return reachedServer().stream()
        .flatMap(line -> Peer.message(line).stream())
        .filter(message -> message.string("method").filter("tools/call"::equals).isPresent())
        .toList();
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home().toString());
    environment.put("BRATTICE_HOME", bratticeHome().toString());
    environment.put("BRATTICE_NO_REBUILD", "1");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MEMORY_FILE_PATH", workspace().resolve("memory.json").toString());
    return environment;
  }
}
