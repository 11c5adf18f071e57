package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever Brattice is killed, its evidence verifies and no call went without a record of it. */
class KillIT {
  private static final int ROUNDS = 10;
  private static final int CALLS = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void leavesNoCallWithoutEvidenceWhereverItIsKilled() throws IOException, InterruptedException {
    User user = User.in(folder);
    for (int round = 0; round < ROUNDS; round++) {
      // From before the first answer to shortly before the last one.
      killAfter(round * (CALLS - 50) / (ROUNDS - 1), round, user);
      Finished verify =
          Finished.run(
              Programs.brattice("audit", "verify"), user.workspace(), user.environment(), LIMIT);
      assertEquals(0, verify.exitCode(), verify.stdout() + verify.stderr());
    }
    Set<String> received = new HashSet<>();
    for (JsonObject call : user.callsThatReachedServer()) {
      call.object("params").flatMap(params -> params.string("name")).ifPresent(received::add);
    }
    // The last round alone waits for nearly all of its answers.
    assertTrue(received.size() > CALLS, "the server was called");
    received.removeAll(intents(user));
    assertEquals(Set.of(), received, "calls without a record of their intent");
  }

  /** Each call names a tool of its own, so that its record can be found. */
  private static void killAfter(int answers, int round, User user)
      throws IOException, InterruptedException {
    List<String> server = NpmPackages.installed().script("servers/fixture.mjs");
    try (Peer peer =
        Peer.start(Programs.wrapped(user.watched(server), "--name", "fixture"), user)) {
      peer.initialize();
      Thread sender =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < CALLS; i++) {
                        peer.post(
                            "tools/call",
                            JsonObject.of("name", new JsonString("call_" + round + "_" + i))
                                .with("arguments", JsonObject.empty()));
                      }
                    } catch (IOException killed) {
                      // What this is about.
                    }
                  });
      if (answers > 0) {
        peer.await("answers", message -> message.has("error"), answers);
      }
      peer.signal("KILL");
      assertTrue(peer.exitCode(LIMIT).isPresent());
      sender.join(LIMIT.toMillis());
    }
  }

  /** The tools of all recorded intents. */
  private static Set<String> intents(User user) throws IOException {
    Set<String> tools = new HashSet<>();
    try (Stream<Path> files = Files.walk(user.bratticeHome().resolve("audit"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
        for (byte[] line : Lines.of(file)) {
          Optional<JsonObject> record = Peer.message(line);
          record
              .filter(evidence -> evidence.string("phase").filter("intent"::equals).isPresent())
              .flatMap(evidence -> evidence.string("tool"))
              .ifPresent(tools::add);
        }
      }
    }
    return tools;
  }
}
