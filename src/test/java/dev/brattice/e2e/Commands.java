package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs commands of the packaged program to their end.
 *
 * @param user who runs them, in the workspace
 * @param more variables on top of the user's
 */
record Commands(User user, Map<String, String> more) {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Runs standard input from a file: nobody has to feed it. */
  private static final List<String> FED = List.of("/bin/sh", "-c", "exec \"$@\" < \"$0\"");

  Commands {
    more = Map.copyOf(more);
  }

  /** Commands of {@code user}. */
  static Commands of(User user) {
    return new Commands(user, Map.of());
  }

  /** The same with the variable {@code name}. */
  Commands with(String name, String value) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put(name, value);
    return new Commands(user, variables);
  }

  /** Runs {@code brattice} with {@code words}. */
  Finished run(String... words) throws IOException, InterruptedException {
    return Finished.run(Programs.brattice(words), user.workspace(), environment(), LIMIT);
  }

  /** Runs {@code brattice} with {@code words} and {@code input} on standard input. */
  Finished fed(byte[] input, String... words) throws IOException, InterruptedException {
    Path file = Files.createTempFile(user.folder(), "input", ".bin");
    Files.write(file, input);
    List<String> line = new ArrayList<>(FED);
    line.add(file.toString());
    line.addAll(Programs.brattice(words));
    Finished finished = Finished.run(line, user.workspace(), environment(), LIMIT);
    Files.delete(file);
    return finished;
  }

  /** Runs {@code brattice} with {@code words} and {@code input} on standard input. */
  Finished fed(String input, String... words) throws IOException, InterruptedException {
    return fed(input.getBytes(StandardCharsets.UTF_8), words);
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(user.environment());
    environment.putAll(more);
    return environment;
  }

  /** Fails unless the command ended with {@code code}, said one sentence and printed nothing. */
  static String assertSentence(int code, Finished finished) {
    assertEquals(code, finished.exitCode(), finished.toString());
    assertEquals("", finished.stdout());
    return sentence(finished.stderr());
  }

  /** The one sentence that {@code stderr} is. */
  static String sentence(String stderr) {
    assertEquals(1, stderr.lines().count(), stderr);
    assertTrue(stderr.startsWith("brattice: "), stderr);
    return stderr.substring("brattice: ".length()).strip();
  }

  /** The JSON object that {@code text} is. */
  static JsonObject json(String text) {
    try {
      Json tree =
          new JsonReader(JsonLimits.MESSAGE).read(text.strip().getBytes(StandardCharsets.UTF_8));
      return (JsonObject) tree;
    } catch (JsonException wrong) {
      throw new AssertionError("expected JSON, got: " + text, wrong);
    }
  }
}
