package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks through real servers are stopped before the server sees them; ordinary work reaches the
 * server and comes back as it said it.
 */
class BlockingIT {
  private static final String ALLOW_ALL = "version: 1\npolicy: { default: allow, files: [] }\n";

  @TempDir Path folder;

  static List<Calls.Case> leaks() {
    return Calls.of("leaks");
  }

  /**
   * One session for each server and policy: what was blocked before must not make the rest pass.
   */
  @ParameterizedTest
  @ValueSource(strings = {"filesystem", "workbench"})
  void stopsAttacksBeforeTheServerSeesThem(String server) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (boolean allowAll : new boolean[] {false, true}) {
      User user = user(server + allowAll);
      try (Peer peer = start(server, user, allowAll)) {
        for (Calls.Case attack : Calls.of("blocked")) {
          if (attack.server().equals(server) && attack.allowAll() == allowAll) {
            check(attack.name(), failures, () -> stops(attack, peer, user));
          }
        }
      }
    }
    assertEquals("", String.join("\n", failures));
  }

  @ParameterizedTest
  @ValueSource(strings = {"filesystem", "workbench"})
  void leavesOrdinaryWorkAlone(String server) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    User user = user("user");
    try (Peer peer = start(server, user, false)) {
      for (Calls.Case work : Calls.of("untouched")) {
        if (work.server().equals(server)) {
          check(work.name(), failures, () -> passes(work, peer, user));
        }
      }
    }
    assertEquals("", String.join("\n", failures));
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void stopsASecretThatOneToolReadFromLeavingByAnother(Calls.Case leak)
      throws IOException, InterruptedException {
    User user = user("user");
    try (Peer peer = start("workbench", user, false)) {
      JsonObject read =
          peer.call("read_any_file", JsonObject.of("path", new JsonString(leak.source(user))));
      assertTrue(Peer.text(read).contains(Calls.SECRET), "stays readable: " + Canonical.of(read));
      stops(leak, peer, user);
      assertFalse(Files.exists(user.outbox()), "nothing was sent");
      JsonObject harmless =
          peer.call(
              "send_message",
              JsonObject.of("to", new JsonString("team@example.com"))
                  .with("body", "The port stays 3000."));
      assertEquals("sent", Peer.text(harmless), Canonical.of(harmless));
    }
  }

  /** One check of many; all failures are told together. */
  private interface Check {
    void run() throws IOException, InterruptedException;
  }

  private static void check(String name, List<String> failures, Check check)
      throws IOException, InterruptedException {
    try {
      check.run();
    } catch (AssertionError failed) {
      failures.add(name + ": " + failed.getMessage());
    }
  }

  private static void stops(Calls.Case attack, Peer peer, User user)
      throws IOException, InterruptedException {
    int before = user.callsThatReachedServer().size();
    JsonObject answer = peer.call(attack.tool(), attack.arguments(user));
    assertEquals(before, user.callsThatReachedServer().size(), "reached the server");
    Denied.assertDenied(answer);
  }

  private static void passes(Calls.Case work, Peer peer, User user)
      throws IOException, InterruptedException {
    int before = user.callsThatReachedServer().size();
    JsonObject answer = peer.call(work.tool(), work.arguments(user));
    List<JsonObject> reached = user.callsThatReachedServer();
    assertEquals(before + 1, reached.size(), "did not reach the server: " + Canonical.of(answer));
    assertEquals(
        Canonical.of(work.arguments(user)),
        Canonical.of(
            reached
                .getLast()
                .object("params")
                .flatMap(params -> params.object("arguments"))
                .orElseThrow()),
        "arguments");
    String said = Canonical.of(user.saidByServer().getLast());
    assertEquals(said, Canonical.of(answer), "the server's own answer");
  }

  private User user(String name) throws IOException {
    User user = User.in(Files.createDirectory(folder.resolve(name)));
    Calls.furnish(user);
    return user;
  }

  private static Peer start(String server, User user, boolean allowAll)
      throws IOException, InterruptedException {
    List<String> watched = user.watched(Calls.server(server, user));
    Peer peer =
        Peer.start(
            allowAll
                ? Programs.wrapped(watched, "--name", server, "--config", user.config(ALLOW_ALL))
                : Programs.wrapped(watched, "--name", server),
            user);
    peer.initialize();
    peer.request("tools/list", JsonObject.empty());
    return peer;
  }
}
