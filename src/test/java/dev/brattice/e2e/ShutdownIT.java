package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.Json;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a session ends, nothing stays behind and everybody learns why. */
class ShutdownIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Longer than the two waits that a server which ignores everything gets. */
  private static final Duration LATE = Duration.ofSeconds(15);

  private static final NpmPackages PACKAGES = NpmPackages.installed();

  @TempDir Path folder;
  private User user = new User(Path.of(""));

  @BeforeEach
  void newUser() throws IOException {
    user = User.in(folder);
  }

  @Test
  void endsWithTheServerAndItsChildrenWhenTheClientCloses()
      throws IOException, InterruptedException {
    try (Peer peer = fixture()) {
      List<ProcessHandle> family = family(peer);
      peer.closeInput();
      assertEquals(Optional.of(0), peer.exitCode(SOON), peer.stderr());
      assertGone(family);
    }
  }

  @Test
  void killsAServerThatIgnoresTheEndOfInputAndSignals() throws IOException, InterruptedException {
    try (Peer peer = fixture("--deaf")) {
      List<ProcessHandle> family = family(peer);
      peer.closeInput();
      assertEquals(Optional.of(0), peer.exitCode(LATE), peer.stderr());
      assertGone(family);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void endsWithTheServerAndItsChildrenOnASignal(String signal)
      throws IOException, InterruptedException {
    try (Peer peer = fixture("--deaf")) {
      List<ProcessHandle> family = family(peer);
      peer.signal(signal);
      assertTrue(peer.exitCode(LATE).isPresent(), "ends on " + signal);
      assertGone(family);
    }
  }

  @Test
  void leavesNoServerBehindWhenItIsKilled() throws IOException, InterruptedException {
    try (Peer peer = fixture()) {
      long server = pid(peer.call("pid", JsonObject.empty()));
      peer.signal("KILL");
      assertTrue(peer.exitCode(SOON).isPresent());
      // The kernel closes its pipes: the server sees the end of its input.
      assertGone(ProcessHandle.of(server).stream().toList());
    }
  }

  @Test
  void passesOnWhatTheServerAnswersAfterTheClientHasClosed()
      throws IOException, InterruptedException {
    try (Peer peer = fixture()) {
      Json id =
          peer.post(
              "tools/call",
              JsonObject.of("name", new JsonString("huge"))
                  .with("arguments", JsonObject.of("bytes", JsonNumber.of(1_000_000))));
      peer.closeInput();
      assertTrue(peer.awaitAnswer(id).has("result"));
      assertEquals(Optional.of(0), peer.exitCode(SOON), peer.stderr());
    }
  }

  @Test
  void tellsTheClientThatTheServerDiedAndThatItWasNoPolicyDecision()
      throws IOException, InterruptedException {
    try (Peer peer = fixture()) {
      JsonObject open = peer.call("die", JsonObject.of("code", JsonNumber.of(7)));
      assertSaysGone(open);
      JsonObject late = peer.call("pid", JsonObject.empty());
      assertSaysGone(late);
      Optional<Integer> exitCode = peer.exitCode(SOON);
      assertTrue(exitCode.isPresent(), "ends when there is nothing to talk to");
      assertNotEquals(Optional.of(0), exitCode);
    }
  }

  @Test
  void passesOnTheLastWordsOfAServerThatDies() throws IOException, InterruptedException {
    try (Peer peer = fixture()) {
      JsonObject answer = peer.call("answer_and_die", JsonObject.of("code", JsonNumber.of(3)));
      assertTrue(Canonical.of(answer).contains("last words"), Canonical.of(answer));
      assertTrue(peer.exitCode(SOON).isPresent());
    }
  }

  @Test
  void tellsTheClientWhichProgramCouldNotBeStarted() throws IOException, InterruptedException {
    try (Peer peer = Peer.start(Programs.wrapped(List.of("no-such-program-here")), user)) {
      JsonObject answer = peer.initializeAnswer("2025-11-25");
      assertTrue(
          answer
              .object("error")
              .flatMap(error -> error.string("message"))
              .orElse("")
              .contains("no-such-program-here"),
          Canonical.of(answer));
      assertEquals(Optional.of(3), peer.exitCode(SOON));
      assertTrue(peer.stderr().contains("no-such-program-here"), peer.stderr());
    }
  }

  private Peer fixture(String... arguments) throws IOException, InterruptedException {
    Peer peer =
        Peer.start(
            Programs.wrapped(
                PACKAGES.script("servers/fixture.mjs", arguments), "--name", "fixture"),
            user);
    peer.initialize();
    return peer;
  }

  /** The server and a child of its own. */
  private static List<ProcessHandle> family(Peer peer) throws IOException, InterruptedException {
    long child = pid(peer.call("grandchild", JsonObject.empty()));
    long server = pid(peer.call("pid", JsonObject.empty()));
    List<ProcessHandle> family = new ArrayList<>();
    ProcessHandle.of(child).ifPresent(family::add);
    ProcessHandle.of(server).ifPresent(family::add);
    assertEquals(2, family.size());
    return family;
  }

  private static long pid(JsonObject answer) {
    return Long.parseLong(Peer.text(answer));
  }

  private static void assertGone(List<ProcessHandle> family) throws InterruptedException {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (family.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    List<ProcessHandle> left = family.stream().filter(ProcessHandle::isAlive).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    assertTrue(left.isEmpty(), "still there: " + left);
  }

  private static void assertSaysGone(JsonObject answer) {
    JsonObject error = answer.object("error").orElse(JsonObject.empty());
    assertEquals(Optional.of(JsonNumber.of(-32603)), error.get("code"), Canonical.of(answer));
    assertTrue(error.string("message").orElse("").contains("not a policy decision"));
    assertFalse(Canonical.of(answer).contains("dev.brattice/decision"));
  }
}
