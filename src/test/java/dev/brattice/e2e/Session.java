package dev.brattice.e2e;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's half of a conversation, from a file with one step a line:
 *
 * <ul>
 *   <li>{@code {"answer":METHOD,"result":…}} from now on to the server's requests
 *   <li>{@code {"send":MESSAGE}}, {@code {"raw":"a line as it is"}}
 *   <li>{@code {"await":ID}} its answer; {@code {"await":METHOD,"times":N}} N messages of that
 *       method
 *   <li>{@code {"pause":MILLISECONDS}} for what gets no answer
 *   <li>{@code {"volatile":[ID,…]}} answers that differ from run to run
 * </ul>
 *
 * <p>{@code ${workspace}} stands for the user's workspace.
 */
record Session(List<JsonObject> steps) {
  Session {
    steps = List.copyOf(steps);
  }

  /** The session {@code name} for {@code user}. */
  static Session of(String name, User user) throws IOException {
    Path file = Programs.ROOT.resolve("src/test/resources/e2e/sessions/" + name + ".jsonl");
    List<JsonObject> steps = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String text = line.replace("${workspace}", user.workspace().toString());
      try {
        steps.add(
            (JsonObject)
                new JsonReader(JsonLimits.MESSAGE).read(text.getBytes(StandardCharsets.UTF_8)));
      } catch (JsonException wrong) {
        throw new IllegalStateException("expected a step in " + file + ", got: " + line, wrong);
      }
    }
    return new Session(steps);
  }

  /** Plays all steps. */
  void play(Peer peer) throws IOException, InterruptedException {
    for (JsonObject step : steps) {
      if (step.has("answer")) {
        peer.answer(step.string("answer").orElseThrow(), step.get("result").orElseThrow());
      } else if (step.has("send")) {
        peer.send(step.get("send").orElseThrow());
      } else if (step.has("raw")) {
        peer.send(step.string("raw").orElseThrow());
      } else if (step.has("times")) {
        String method = step.string("await").orElseThrow();
        peer.await(
            "messages " + method,
            message -> message.string("method").equals(step.string("await")),
            (int) number(step, "times"));
      } else if (step.has("await")) {
        peer.awaitAnswer(step.get("await").orElseThrow());
      } else if (step.has("pause")) {
        Thread.sleep(number(step, "pause"));
      }
    }
  }

  /** Whether the answer to {@code id} differs from run to run. */
  boolean isVolatile(Json id) {
    return steps.stream()
        .flatMap(step -> step.array("volatile").stream())
        .anyMatch(ids -> ids.elements().contains(id));
  }

  private static long number(JsonObject step, String name) {
    return step.get(name).orElseThrow() instanceof JsonNumber number
        ? number.asLong().orElseThrow()
        : 0;
  }
}
