package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What cannot be read in exactly one way passes in neither direction, whoever waits for it is told,
 * and the session goes on.
 */
class BadInputIT {
  private static final int BIG_BYTES = 64_000_000;

  private static final int BOUND_BYTES = 1_000_000;
  private static final String BOUNDED =
      "version: 1\nlimits: { frame_bytes_max: " + BOUND_BYTES + " }\n";

  private static final NpmPackages PACKAGES = NpmPackages.installed();

  @TempDir Path folder;
  private User user = new User(Path.of(""));
  private Optional<Peer> started = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    user = User.in(folder);
    started = Optional.of(fixture());
  }

  private Peer fixture(String... options) throws IOException {
    List<String> wrapped =
        Programs.wrapped(user.watched(PACKAGES.script("servers/fixture.mjs")), options);
    return Peer.start(wrapped, user);
  }

  @AfterEach
  void stop() throws IOException {
    if (started.isPresent()) {
      started.get().close();
    }
  }

  private Peer peer() {
    return started.orElseThrow();
  }

  @Test
  void keepsLinesThatAreNoMessagesFromTheClient() throws IOException, InterruptedException {
    peer().initialize();
    peer()
        .call(
            "raw",
            base64("Listening on stdio…\n\n  \t\nnull\n42\n\"words\"\n\u001b[31mred\u001b[0m\n"));
    assertStillWorks();
    for (byte[] line : peer().received()) {
      assertTrue(Peer.message(line).isPresent(), new String(line, StandardCharsets.UTF_8));
    }
  }

  @Test
  void readsMoreStandardErrorThanAPipeHolds() throws IOException, InterruptedException {
    peer().initialize();
    JsonObject answer =
        peer()
            .call(
                "flood",
                JsonObject.of("bytes", JsonNumber.of(2_000_000))
                    .with("lineBytes", JsonNumber.of(100)));
    assertEquals("flooded", Peer.text(answer));
    JsonObject oneLine =
        peer()
            .call(
                "flood",
                JsonObject.of("bytes", JsonNumber.of(1_000_000))
                    .with("lineBytes", JsonNumber.of(1_000_000)));
    assertEquals("flooded", Peer.text(oneLine));
    assertStillWorks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"text\":\"\u00ff\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"text\":\"\u00c0\u00af\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"a\":1,\"a\":2}}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"a\":1},\"result\":{\"a\":2}}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{},\"error\":{\"code\":1,\"message\":\"m\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"a\":01}}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"a\":NaN}}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{}} {}"
      })
  void withholdsAnAnswerThatCanBeReadInTwoWays(String line)
      throws IOException, InterruptedException {
    peer().initialize();
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
    JsonObject answer =
        peer()
            .call(
                "raw_answer",
                JsonObject.of("base64", new JsonString(Base64.getEncoder().encodeToString(bytes))));
    assertTrue(answer.has("error"), Canonical.of(answer));
    assertStillWorks();
  }

  @Test
  void dropsAnswersToRequestsThatNobodyMade() throws IOException, InterruptedException {
    peer().initialize();
    peer().call("raw", base64("{\"jsonrpc\":\"2.0\",\"id\":\"made-up\",\"result\":{\"x\":1}}\n"));
    assertStillWorks();
    assertFalse(
        received(message -> message.get("id").equals(Optional.of(new JsonString("made-up")))));
    peer().send("{\"jsonrpc\":\"2.0\",\"id\":\"never-asked\",\"result\":{\"action\":\"accept\"}}");
    assertStillWorks();
    assertNeverReached("never-asked");
  }

  @Test
  void givesTheMessagesOfAServersBatchOneByOne() throws IOException, InterruptedException {
    peer().initialize();
    JsonObject answer =
        peer()
            .call(
                "raw_answer",
                base64(
                    "[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/vendor/x\"},"
                        + "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"content\":[]}}]\n"));
    assertTrue(answer.has("result"), Canonical.of(answer));
    assertTrue(
        received(
            message -> message.string("method").equals(Optional.of("notifications/vendor/x"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"method\":\"marker\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\",\"params\":{\"a\":1,\"\\u0061\":2}}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\",}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\",\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"marker\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":[\"marker\"]}",
        "[{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\"}]",
        "[]",
        "\"marker\"",
        "marker",
        "\ufeff{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\"}"
      })
  void keepsFromTheServerWhatCanBeReadInTwoWays(String line)
      throws IOException, InterruptedException {
    peer().initialize();
    peer().send(line);
    assertStillWorks();
    assertNeverReached("marker");
    assertTrue(received(message -> message.has("error")), "the sender is told");
  }

  @Test
  void keepsWhatIsNeitherRequestNorAnswerFromTheServer() throws IOException, InterruptedException {
    peer().initialize();
    peer().send("{\"jsonrpc\":\"2.0\",\"id\":5,\"marker\":true}");
    peer().send("{}");
    assertStillWorks();
    assertNeverReached("marker");
  }

  @Test
  void keepsIllFormedUtf8FromTheServer() throws IOException, InterruptedException {
    peer().initialize();
    byte[] line =
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\",\"params\":{\"p\":\"\u00c0\u00ae\"}}"
            .getBytes(StandardCharsets.ISO_8859_1);
    peer().send(line);
    assertTrue(peer().awaitAnswer(JsonNumber.of(5)).has("error"));
    assertStillWorks();
    assertNeverReached("marker");
  }

  @Test
  void refusesNestingBeyondItsBound() throws IOException, InterruptedException {
    peer().initialize();
    int depth = 100_000;
    peer()
        .send(
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\",\"params\":{\"p\":"
                + "[".repeat(depth)
                + "]".repeat(depth)
                + "}}");
    assertTrue(peer().awaitAnswer(JsonNumber.of(5)).has("error"));
    assertStillWorks();
    assertNeverReached("marker");
  }

  @Test
  void splitsABatchWhereTheRevisionHasThem() throws IOException, InterruptedException {
    peer().initialize("2025-03-26");
    peer()
        .send(
            "[{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"ping\"}]");
    assertTrue(peer().awaitAnswer(JsonNumber.of(5)).has("result"));
    assertTrue(peer().awaitAnswer(JsonNumber.of(6)).has("result"));
    for (byte[] line : user.reachedServer()) {
      assertEquals('{', line[0], "each message was looked at by itself");
    }
  }

  @Test
  void passesALineOfSixtyFourMegabytes() throws IOException, InterruptedException {
    peer().initialize();
    JsonObject answer = peer().call("huge", JsonObject.of("bytes", JsonNumber.of(BIG_BYTES)));
    assertEquals(BIG_BYTES, Peer.text(answer).length());
    assertStillWorks();
  }

  @Test
  void refusesLinesBeyondTheBoundAndGoesOn() throws IOException, InterruptedException {
    peer().close();
    started = Optional.of(fixture("--config", user.config(BOUNDED)));
    peer().initialize();
    JsonObject fits = peer().call("huge", JsonObject.of("bytes", JsonNumber.of(BOUND_BYTES / 2)));
    assertEquals(BOUND_BYTES / 2, Peer.text(fits).length());
    JsonObject answer = peer().call("huge", JsonObject.of("bytes", JsonNumber.of(BOUND_BYTES)));
    assertTrue(answer.has("error"), "too long an answer");
    peer()
        .send(
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"marker\",\"params\":{\"p\":\""
                + "x".repeat(BOUND_BYTES)
                + "\"}}");
    assertTrue(peer().awaitAnswer(JsonNumber.of(5)).has("error"), "too long a request");
    assertStillWorks();
    assertNeverReached("marker");
  }

  private void assertStillWorks() throws IOException, InterruptedException {
    JsonObject answer = peer().request("ping", JsonObject.empty());
    assertTrue(answer.has("result"), Canonical.of(answer));
  }

  private boolean received(Predicate<JsonObject> fit) {
    return peer().messages().stream().anyMatch(fit);
  }

  private void assertNeverReached(String marker) throws IOException {
    List<byte[]> lines = user.reachedServer();
    for (byte[] line : lines) {
      assertFalse(
          new String(line, StandardCharsets.ISO_8859_1).contains(marker), "reached the server");
    }
  }

  private static JsonObject base64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return JsonObject.of("base64", new JsonString(Base64.getEncoder().encodeToString(bytes)));
  }
}
