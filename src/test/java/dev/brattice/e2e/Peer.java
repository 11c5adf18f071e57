package dev.brattice.e2e;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A client's end of a stdio server: sends lines as they are, keeps all that comes back, answers the
 * server's own requests as told.
 */
public final class Peer implements AutoCloseable {
  /** How long an expected message may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int LINE_FEED = '\n';

  private final Process process;
  private final Path errors;
  private final OutputStream out;
  private final Map<String, Json> answers = new HashMap<>();
  private final Thread reader;

  /** Guards the lists below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition arrived = lock.newCondition();
  private final List<byte[]> sent = new ArrayList<>();
  private final List<byte[]> received = new ArrayList<>();
  private final List<JsonObject> messages = new ArrayList<>();
  private boolean ended;
  private long nextId = 1_000;

  private Peer(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.out = process.getOutputStream();
    this.reader = Thread.ofPlatform().daemon().unstarted(this::read);
  }

  /** Starts {@code command} as {@code user} in the workspace. */
  static Peer start(List<String> command, User user) throws IOException {
    return start(command, user.workspace(), user.environment());
  }

  /** Starts {@code command} in {@code folder} with {@code environment} on top of ours. */
  public static Peer start(List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    Path errors = Files.createTempFile("brattice-e2e", ".err");
    var builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    var peer = new Peer(builder.start(), errors);
    peer.reader.start();
    return peer;
  }

  /** From now on the server's requests for {@code method} get {@code result}. */
  void answer(String method, Json result) {
    lock.lock();
    try {
      answers.put(method, result);
    } finally {
      lock.unlock();
    }
  }

  /** Sends {@code message}. */
  public void send(Json message) throws IOException {
    send(JsonWriter.bytes(message));
  }

  /** Sends {@code line}, whatever it is, and its end. */
  void send(String line) throws IOException {
    send(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends {@code line}, whatever it is, and its end. */
  void send(byte[] line) throws IOException {
    lock.lock();
    try {
      sent.add(line);
      byte[] whole = java.util.Arrays.copyOf(line, line.length + 1);
      whole[line.length] = LINE_FEED;
      out.write(whole);
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Opens a session of the last legacy revision without capabilities. */
  public void initialize() throws IOException, InterruptedException {
    initialize("2025-11-25");
  }

  /** Opens a session of {@code revision} without capabilities. */
  void initialize(String revision) throws IOException, InterruptedException {
    JsonObject answer = initializeAnswer(revision);
    if (!answer.has("result")) {
      throw new AssertionError("expected a session, got " + JsonWriter.text(answer));
    }
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  }

  /** Asks for a session of {@code revision}; returns the answer, an error included. */
  JsonObject initializeAnswer(String revision) throws IOException, InterruptedException {
    return request(
        "initialize",
        JsonObject.of("protocolVersion", new JsonString(revision))
            .with("capabilities", JsonObject.empty())
            .with(
                "clientInfo", JsonObject.of("name", new JsonString("peer")).with("version", "1")));
  }

  /** The text of a tool's answer; empty where it has none. */
  static String text(JsonObject answer) {
    return answer.object("result").flatMap(result -> result.array("content")).stream()
        .flatMap(content -> content.elements().stream())
        .flatMap(
            block ->
                block instanceof JsonObject object
                    ? object.string("text").stream()
                    : java.util.stream.Stream.empty())
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  /** Sends a request under an id of its own and waits for its answer, an error included. */
  public JsonObject request(String method, JsonObject params)
      throws IOException, InterruptedException {
    Json id = post(method, params);
    return awaitAnswer(id);
  }

  /** Sends a request under an id of its own, which is returned. */
  Json post(String method, JsonObject params) throws IOException {
    Json id = JsonNumber.of(nextId++);
    send(
        JsonObject.of("jsonrpc", new JsonString("2.0"))
            .with("id", id)
            .with("method", method)
            .with("params", params));
    return id;
  }

  /** Calls {@code tool} and waits for its answer, an error included. */
  public JsonObject call(String tool, JsonObject arguments)
      throws IOException, InterruptedException {
    return request(
        "tools/call", JsonObject.of("name", new JsonString(tool)).with("arguments", arguments));
  }

  /** Waits for the answer to {@code id}. */
  JsonObject awaitAnswer(Json id) throws InterruptedException {
    return await(
        "an answer to " + JsonWriter.text(id),
        message -> !message.has("method") && message.get("id").equals(Optional.of(id)),
        1);
  }

  /** Waits until {@code times} messages have come that {@code fit}; returns the last of these. */
  JsonObject await(String what, Predicate<JsonObject> fit, int times) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int next = 0;
    int found = 0;
    lock.lock();
    try {
      while (true) {
        for (; next < messages.size(); next++) {
          if (fit.test(messages.get(next)) && ++found == times) {
            return messages.get(next);
          }
        }
        long left = deadline - System.nanoTime();
        if (ended || left <= 0 || arrived.awaitNanos(left) <= 0) {
          throw new AssertionError(
              "expected "
                  + what
                  + ", got "
                  + messages.size()
                  + " messages"
                  + (ended ? " and then the end of the stream" : "")
                  + "; standard error: "
                  + stderr());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was sent, each line as bytes, in order. */
  List<byte[]> sent() {
    return copy(sent);
  }

  /** What came back, each line as bytes, in order. */
  List<byte[]> received() {
    return copy(received);
  }

  /** What came back as messages, in order; lines that are none are left out. */
  List<JsonObject> messages() {
    return copy(messages);
  }

  /** Forgets what was sent and came back so far: a long session would not fit. */
  void forget() {
    lock.lock();
    try {
      sent.clear();
      received.clear();
      messages.clear();
    } finally {
      lock.unlock();
    }
  }

  private <T> List<T> copy(List<T> list) {
    lock.lock();
    try {
      return List.copyOf(list);
    } finally {
      lock.unlock();
    }
  }

  /** What the process has said on standard error. */
  String stderr() {
    try {
      return new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      return "(not readable)";
    }
  }

  /** The process that the client started. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends the client's half of the conversation. */
  public void closeInput() throws IOException {
    out.close();
  }

  /** Waits for the process to end and its output to be read; its exit code, empty when it stays. */
  Optional<Integer> exitCode(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    reader.join(limit.toMillis());
    return Optional.of(process.exitValue());
  }

  /** Sends the signal {@code name}, such as {@code INT}, to the process alone. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Ends whatever is left. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> family = process.descendants().toList();
    try {
      out.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join(1_000);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      process.destroyForcibly();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    Files.deleteIfExists(errors);
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      var line = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        int start = 0;
        for (int i = 0; i < count; i++) {
          if (buffer[i] == LINE_FEED) {
            line.write(buffer, start, i - start);
            arrive(line.toByteArray());
            line.reset();
            start = i + 1;
          }
        }
        line.write(buffer, start, count - start);
      }
      if (line.size() > 0) {
        arrive(line.toByteArray());
      }
    } catch (IOException closed) {
      // The end of the process shows in its exit code.
    } finally {
      lock.lock();
      try {
        ended = true;
        arrived.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void arrive(byte[] line) throws IOException {
    Optional<JsonObject> message = message(line);
    lock.lock();
    try {
      received.add(line);
      message.ifPresent(messages::add);
      arrived.signalAll();
      if (message.isPresent()) {
        answerIfAsked(message.get());
      }
    } finally {
      lock.unlock();
    }
  }

  private void answerIfAsked(JsonObject message) throws IOException {
    Optional<Json> result = message.string("method").map(answers::get);
    Optional<Json> id = message.get("id");
    if (result.isPresent() && id.isPresent()) {
      send(
          JsonObject.of("jsonrpc", new JsonString("2.0"))
              .with("id", id.get())
              .with("result", result.get()));
    }
  }

  /** The line as a message, where it is one. */
  static Optional<JsonObject> message(byte[] line) {
    try {
      return new JsonReader(new JsonLimits(1 << 30, 1_000, 1_000)).read(line)
              instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonException notJson) {
      return Optional.empty();
    }
  }
}
