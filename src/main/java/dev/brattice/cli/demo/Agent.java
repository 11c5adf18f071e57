package dev.brattice.cli.demo;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.LineReader;
import dev.brattice.wire.LineWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A client of one wrapped server, as an agent's host would be: starts it, opens a session, calls
 * tools one after the other.
 */
final class Agent implements Closeable {
  private static final int FRAME_BYTES_MAX = 16 << 20;
  private static final long GRACE_SECONDS = 10;

  private final Process process;
  private final LineWriter out;
  private final LineReader in;
  private final JsonReader reader = new JsonReader(JsonLimits.MESSAGE);
  private long nextId;

  private Agent(Process process) {
    this.process = process;
    this.out = new LineWriter(process.getOutputStream());
    this.in = new LineReader(process.getInputStream(), FRAME_BYTES_MAX);
  }

  /** What a server answered: a result, or an error. */
  record Answer(boolean isError, String text, JsonObject tree) {}

  /** Starts a server with {@code builder} and opens a session with it. */
  static Agent open(ProcessBuilder builder) throws IOException {
    var agent = new Agent(builder.start());
    JsonObject client = JsonObject.empty().with("name", "brattice-demo").with("version", "1");
    Answer opened =
        agent.ask(
            "initialize",
            JsonObject.empty()
                .with("protocolVersion", "2025-11-25")
                .with("capabilities", JsonObject.empty())
                .with("clientInfo", client));
    if (opened.isError()) {
      agent.close();
      throw new IOException(opened.text());
    }
    agent.out.write(
        JsonObject.empty().with("jsonrpc", "2.0").with("method", "notifications/initialized"));
    return agent;
  }

  /** Calls {@code tool}. */
  Answer call(String tool, JsonObject arguments) throws IOException {
    return ask("tools/call", JsonObject.empty().with("name", tool).with("arguments", arguments));
  }

  private Answer ask(String method, JsonObject params) throws IOException {
    long id = nextId++;
    out.write(
        JsonObject.empty()
            .with("jsonrpc", "2.0")
            .with("id", id)
            .with("method", method)
            .with("params", params));
    while (true) {
      Optional<Line> line = in.next();
      if (line.isEmpty()) {
        throw new IOException(
            "expected an answer to " + method + ", the server's output ended; see above");
      }
      Optional<Answer> answer =
          line.get() instanceof Frame frame ? answer(frame, id) : Optional.empty();
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  /** The answer to the request {@code id}; empty for anything else, such as a notification. */
  private Optional<Answer> answer(Frame frame, long id) throws IOException {
    try {
      Json message = frame.read(reader);
      if (!(message instanceof JsonObject tree)
          || !tree.get("id").equals(JsonObject.empty().with("id", id).get("id"))) {
        return Optional.empty();
      }
      Optional<JsonObject> error = tree.object("error");
      if (error.isPresent()) {
        return Optional.of(new Answer(true, error.get().string("message").orElse(""), tree));
      }
      JsonObject result = tree.object("result").orElse(JsonObject.empty());
      boolean failed = result.bool("isError").orElse(false);
      return Optional.of(new Answer(failed, text(result), tree));
    } catch (JsonException notJson) {
      throw new IOException("expected JSON from the server: " + notJson.getMessage(), notJson);
    }
  }

  private static String text(JsonObject result) {
    return result.array("content").stream()
        .flatMap(content -> content.elements().stream())
        .filter(block -> block instanceof JsonObject)
        .flatMap(block -> ((JsonObject) block).string("text").stream())
        .findFirst()
        .orElse("");
  }

  /** Ends the session as clients do: closes the server's input and waits. */
  @Override
  public void close() throws IOException {
    out.close();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
