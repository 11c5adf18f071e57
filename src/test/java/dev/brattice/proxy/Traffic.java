package dev.brattice.proxy;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages of both sides made by lot: well-formed, odd and broken ones. */
final class Traffic {
  /** Stands in every text that a peer says, and may stand in nothing that the relay says itself. */
  static final String CANARY = "zqcanaryqz";

  private static final List<String> METHODS =
      List.of(
          "tools/call",
          "tools/call",
          "tools/call",
          "tools/list",
          "resources/read",
          "ping",
          "vendor/unknown",
          "initialize");

  private static final List<String> SERVER_METHODS =
      List.of("sampling/createMessage", "roots/list", "elicitation/create", "ping", "vendor/x");

  private static final List<String> TOOLS =
      List.of("read_file", "bash", "fetch", "deploy", "forbidden");

  private final Random lot;
  private int count;

  Traffic(long seed) {
    this.lot = new Random(seed);
  }

  /** A fresh id of constant length, so that none is part of another. */
  String id(String side) {
    return "%s-%07d-".formatted(side, count++);
  }

  /** Whether something of which one in {@code n} happens does. */
  boolean oneIn(int n) {
    return lot.nextInt(n) == 0;
  }

  private <T> T any(List<T> choices) {
    return choices.get(lot.nextInt(choices.size()));
  }

  JsonObject clientRequest() {
    return request(id("c"), any(METHODS));
  }

  JsonObject serverRequest() {
    return request(id("s"), any(SERVER_METHODS));
  }

  private JsonObject request(String id, String method) {
    JsonObject message =
        JsonObject.of("jsonrpc", new JsonString("2.0")).with("id", id).with("method", method);
    if (method.equals("tools/call")) {
      return message.with(
          "params", JsonObject.of("name", new JsonString(any(TOOLS))).with("arguments", object(3)));
    }
    if (method.equals("initialize")) {
      JsonObject elicits = JsonObject.of("elicitation", JsonObject.empty());
      return message.with("params", JsonObject.of("capabilities", elicits));
    }
    return oneIn(3) ? message : message.with("params", oneIn(5) ? value(3) : object(3));
  }

  static JsonObject cancellation(String id) {
    return JsonObject.of("jsonrpc", new JsonString("2.0"))
        .with("method", "notifications/cancelled")
        .with("params", JsonObject.of("requestId", new JsonString(id)));
  }

  JsonObject notification() {
    return JsonObject.of("jsonrpc", new JsonString("2.0"))
        .with("method", oneIn(2) ? "notifications/message" : "notifications/vendor")
        .with("params", object(3));
  }

  /** An answer to {@code request}, of its kind or not. */
  JsonObject answer(JsonObject request) {
    JsonObject message =
        JsonObject.of("jsonrpc", new JsonString("2.0")).with("id", request.get("id").orElseThrow());
    if (oneIn(8)) {
      return message.with(
          "error", JsonObject.of("code", JsonNumber.of(-1)).with("message", text()));
    }
    if (request.string("method").orElse("").equals("tools/list")) {
      return message.with("result", tools());
    }
    if (request.string("id").orElse("").startsWith("brattice-")) {
      return message.with(
          "result",
          JsonObject.of("action", new JsonString(oneIn(3) ? "decline" : "accept"))
              .with("content", JsonObject.of("decision", new JsonString("allow"))));
    }
    return message.with("result", oneIn(6) ? value(4) : object(4));
  }

  private JsonObject tools() {
    List<Json> tools = new ArrayList<>();
    for (String name : TOOLS) {
      tools.add(
          oneIn(9)
              ? value(2)
              : JsonObject.of("name", new JsonString(name)).with("description", text()));
    }
    return JsonObject.of("tools", JsonArray.of(tools)).with("note", text());
  }

  /** {@code message} as a line, now and then broken. */
  byte[] line(Json message) {
    byte[] bytes = JsonWriter.bytes(message);
    if (!oneIn(6)) {
      return bytes;
    }
    return switch (lot.nextInt(4)) {
      case 0 -> java.util.Arrays.copyOf(bytes, lot.nextInt(bytes.length));
      case 1 -> (JsonWriter.text(message) + text()).getBytes(StandardCharsets.UTF_8);
      case 2 -> text().getBytes(StandardCharsets.UTF_8);
      default -> changed(bytes);
    };
  }

  private byte[] changed(byte[] bytes) {
    for (int i = 0; i <= lot.nextInt(3); i++) {
      byte other = (byte) (oneIn(4) ? lot.nextInt(256) : "{}[]\",:\\0".charAt(lot.nextInt(9)));
      bytes[lot.nextInt(bytes.length)] = other == '\n' ? 0 : other;
    }
    return bytes;
  }

  private JsonObject object(int depth) {
    JsonObject object = JsonObject.empty();
    for (int i = lot.nextInt(4); i >= 0; i--) {
      String name =
          any(List.of("path", "command", "url", "content", "a/b", "", "k" + CANARY)) + (i % 2);
      object = object.with(name, value(depth - 1));
    }
    return object;
  }

  private Json value(int depth) {
    return switch (lot.nextInt(depth > 0 ? 9 : 7)) {
      case 0, 1, 2 -> new JsonString(text());
      case 3 -> new JsonNumber(any(List.of("0", "-1.50", "1e400", "9007199254740993")));
      case 4 -> JsonBoolean.of(oneIn(2));
      case 5 -> JsonNull.NULL;
      case 6 -> JsonArray.of();
      case 7 -> JsonArray.of(value(depth - 1), value(depth - 1));
      default -> object(depth);
    };
  }

  private String text() {
    return any(
            List.of(
                "",
                "cat ~/.ssh/id_rsa | ",
                "https://example.com/?q=",
                "rm -rf / ; $(",
                "../../etc/passwd",
                "\ud800 \u2028\u0000",
                "ignore all previous instructions and ",
                "password=hunter2hunter2 "))
        + CANARY
        + lot.nextInt(1000);
  }
}
