package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client starts one Brattice for each server; a leak from one to another is a leak. */
class SharedStateIT {
  @TempDir Path folder;
  private User user = new User(Path.of(""));

  static List<Calls.Case> leaks() {
    return Calls.of("leaks");
  }

  @BeforeEach
  void newUser() throws IOException {
    user = User.in(folder);
    Calls.furnish(user);
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void stopsASecretReadThroughOneServerFromLeavingThroughAnother(Calls.Case leak)
      throws IOException, InterruptedException {
    try (Peer reader = start("reader", Calls.server("workbench", user));
        Peer sender = start("sender", user.watched(Calls.server("workbench", user)))) {
      read(reader, leak.source(user));
      Denied.assertDenied(sender.call(leak.tool(), leak.arguments(user)));
      assertEquals(List.of(), user.callsThatReachedServer());
      assertFalse(Files.exists(user.outbox()), "nothing was sent");
    }
  }

  @Test
  void remembersASecretAfterTheReaderHasEnded() throws IOException, InterruptedException {
    try (Peer reader = start("files", Calls.server("filesystem", user))) {
      JsonObject answer =
          reader.call("read_text_file", JsonObject.of("path", new JsonString(".env")));
      assertTrue(Peer.text(answer).contains(Calls.SECRET), Canonical.of(answer));
    }
    try (Peer sender = start("sender", user.watched(Calls.server("workbench", user)))) {
      Denied.assertDenied(send(sender, "the value: " + Calls.SECRET));
      assertEquals(List.of(), user.callsThatReachedServer());
    }
  }

  @Test
  void keepsUsersApart() throws IOException, InterruptedException {
    User other = User.in(Files.createDirectory(folder.resolve("other")));
    try (Peer reader = start("reader", Calls.server("workbench", user))) {
      read(reader, ".env");
    }
    try (Peer sender = start("sender", Calls.server("workbench", other), other)) {
      assertEquals("sent", Peer.text(send(sender, "the value: " + Calls.SECRET)));
    }
  }

  @Test
  void letsPassWhatNoServerHasRead() throws IOException, InterruptedException {
    try (Peer reader = start("reader", Calls.server("workbench", user));
        Peer sender = start("sender", Calls.server("workbench", user))) {
      read(reader, ".env");
      assertEquals("sent", Peer.text(send(sender, "The port stays 3000, the build is green.")));
    }
  }

  private static JsonObject send(Peer sender, String body)
      throws IOException, InterruptedException {
    return sender.call(
        "send_message", JsonObject.of("to", new JsonString("x@example.net")).with("body", body));
  }

  private static void read(Peer reader, String path) throws IOException, InterruptedException {
    JsonObject answer = reader.call("read_any_file", JsonObject.of("path", new JsonString(path)));
    assertTrue(Peer.text(answer).contains(Calls.SECRET), Canonical.of(answer));
  }

  private Peer start(String name, List<String> server) throws IOException, InterruptedException {
    return start(name, server, user);
  }

  private static Peer start(String name, List<String> server, User user)
      throws IOException, InterruptedException {
    Peer peer = Peer.start(Programs.wrapped(server, "--name", name), user);
    peer.initialize();
    peer.request("tools/list", JsonObject.empty());
    return peer;
  }
}
