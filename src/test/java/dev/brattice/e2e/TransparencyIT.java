package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.brattice.json.Json;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With nothing to object to, nobody can tell that Brattice is there: what the client sends is what
 * the server gets, what the server says is what the client gets, and both as without it.
 */
class TransparencyIT {
  private static final String ALLOW_ALL = "version: 1\npolicy: { default: allow, files: [] }\n";

  private static final Duration END = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"everything", "filesystem", "memory", "thinking", "context7", "fixture"})
  void passesEveryMessageUnchangedInBothDirections(String name)
      throws IOException, InterruptedException {
    User alone = User.in(Files.createDirectory(folder.resolve("alone")));
    User guarded = User.in(Files.createDirectory(folder.resolve("guarded")));
    List<String> wrapped =
        Programs.wrapped(
            guarded.watched(server(name)), "--name", name, "--config", guarded.config(ALLOW_ALL));
    Run through = play(name, wrapped, guarded);
    assertEquals(0, through.exitCode(), through.stderr());
    assertFalse(through.sent().isEmpty());
    Lines.assertSame("what the server got", texts(through.sent()), texts(guarded.reachedServer()));
    Lines.assertSame(
        "what the client got", texts(guarded.saidByServer()), texts(through.received()));
    Run bare = play(name, Programs.bare(server(name)), alone);
    assertEquals(
        grouped(name, bare, alone), grouped(name, through, guarded), "as without Brattice");
    assertEquals(bare.exitCode(), through.exitCode(), "exit code");
  }

  /** One playing of a session: lines each way and how it ended. */
  private record Run(
      List<byte[]> sent,
      List<byte[]> received,
      List<JsonObject> messages,
      int exitCode,
      String stderr) {}

  private static Run play(String name, List<String> command, User user)
      throws IOException, InterruptedException {
    try (Peer peer = Peer.start(command, user)) {
      Session.of(name, user).play(peer);
      peer.closeInput();
      int exitCode = peer.exitCode(END).orElse(-1);
      return new Run(peer.sent(), peer.received(), peer.messages(), exitCode, peer.stderr());
    }
  }

  private static List<String> server(String name) {
    NpmPackages packages = NpmPackages.installed();
    return switch (name) {
      case "everything" -> packages.everything();
      case "filesystem" -> packages.filesystem(".");
      case "memory" -> packages.memory();
      case "thinking" -> packages.thinking();
      case "context7" -> packages.context7();
      default -> packages.script("servers/fixture.mjs");
    };
  }

  /** Answers by their ids, the rest by method: how these two interleave is the server's affair. */
  private static Map<String, List<String>> grouped(String name, Run run, User user)
      throws IOException {
    Session session = Session.of(name, user);
    var groups = new TreeMap<String, List<String>>();
    for (JsonObject message : run.messages()) {
      Json id = message.get("id").orElse(JsonNull.NULL);
      Optional<String> method = message.string("method");
      String group = method.orElseGet(() -> "answer " + Canonical.of(id));
      boolean differs = method.isEmpty() && session.isVolatile(id);
      String text =
          differs ? "differs" : Canonical.of(method.isEmpty() ? message : message.without("id"));
      groups
          .computeIfAbsent(group, ignored -> new ArrayList<>())
          .add(text.replace(user.folder().toString(), "${user}"));
    }
    return groups;
  }

  private static List<String> texts(List<byte[]> lines) {
    return lines.stream().map(Canonical::of).toList();
  }
}
