package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long session: every call is answered, memory stays within its bound, evidence verifies. */
@Tag("long")
class SoakIT {
  private static final int CALLS = 100_000;

  /** The heap's bound, its metadata, code and stacks, and the native parts, in KiB. */
  private static final long RESIDENT_KIB_MAX = 900L << 10;

  @TempDir Path folder;

  @Test
  void staysWithinItsMemoryOverManyCalls() throws IOException, InterruptedException {
    User user = User.in(folder);
    Calls.furnish(user);
    try (Peer peer =
        Peer.start(
            Programs.wrapped(Calls.server("workbench", user), "--name", "workbench"), user)) {
      peer.initialize();
      for (int i = 0; i < CALLS; i++) {
        // Now and then a secret is read: what is remembered grows as it does in use.
        JsonObject answer =
            i % 500 == 0
                ? peer.call("read_any_file", JsonObject.of("path", new JsonString(".env")))
                : peer.call(
                    "fetch_page",
                    JsonObject.of("url", new JsonString("https://docs.example.com/page/" + i)));
        assertTrue(answer.has("result"), Canonical.of(answer));
        peer.forget();
      }
      resident(peer.process().pid())
          .ifPresent(kib -> assertTrue(kib < RESIDENT_KIB_MAX, kib + " KiB resident"));
      peer.closeInput();
      assertEquals(Optional.of(0), peer.exitCode(Duration.ofSeconds(20)));
    }
    Finished verify =
        Finished.run(
            Programs.brattice("audit", "verify"),
            user.workspace(),
            user.environment(),
            Duration.ofMinutes(5));
    assertEquals(0, verify.exitCode(), verify.stdout() + verify.stderr());
  }

  private static Optional<Long> resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return Optional.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.substring("VmRSS:".length(), line.length() - 3).strip()))
        .findFirst();
  }
}
