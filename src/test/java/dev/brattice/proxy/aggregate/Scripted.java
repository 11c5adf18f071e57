package dev.brattice.proxy.aggregate;

import dev.brattice.call.Message;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.proxy.http.Connector;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.MessageWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server in this process that answers by method, and remembers what it got. */
final class Scripted implements Connector {
  private final Map<String, Function<JsonObject, Optional<JsonObject>>> results =
      new ConcurrentHashMap<>();
  private final List<JsonObject> got = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Optional<MessageWriter> toClient = Optional.empty();
  private volatile Runnable ended = () -> {};
  private volatile boolean refuses;

  /** A server with these capabilities. */
  Scripted(JsonObject opened) {
    on("initialize", params -> Optional.of(opened));
  }

  /** From now on {@code method} is answered so; with nothing for no answer. */
  Scripted on(String method, Function<JsonObject, Optional<JsonObject>> result) {
    results.put(method, result);
    return this;
  }

  /** From now on it cannot be reached, or again can. */
  void refuse(boolean yes) {
    refuses = yes;
  }

  /** All that came, in order. */
  List<JsonObject> got() {
    return List.copyOf(got);
  }

  /** The messages of {@code method} that came. */
  List<JsonObject> got(String method) {
    return got.stream()
        .filter(message -> message.string("method").filter(method::equals).isPresent())
        .toList();
  }

  /** How often it was connected. */
  int connections() {
    return connections.get();
  }

  /** It says something by itself. */
  void say(JsonObject message) throws IOException {
    toClient.orElseThrow().write(message);
  }

  /** Its process ends. */
  void die() {
    ended.run();
  }

  @Override
  public Link connect(MessageWriter client, Runnable whenEnded) throws UpstreamException {
    connections.incrementAndGet();
    if (refuses) {
      throw new UpstreamException("refused");
    }
    toClient = Optional.of(client);
    ended = whenEnded;
    return new Link() {
      @Override
      public void accept(Decoded message) {
        take(message, client);
      }

      @Override
      public void close() {
        whenEnded.run();
      }
    };
  }

  private void take(Decoded decoded, MessageWriter client) {
    Message message = ((Decoded.Single) decoded).message();
    got.add(message.tree());
    if (message instanceof Message.Request request && results.containsKey(request.method())) {
      JsonObject params = request.params().orElse(JsonObject.empty());
      Optional<JsonObject> result =
          Optional.ofNullable(results.get(request.method())).flatMap(it -> it.apply(params));
      try {
        if (result.isPresent()) {
          client.write(Answers.result(request.id(), (Json) result.get()));
        }
      } catch (IOException gone) {
        throw new IllegalStateException(gone);
      }
    }
  }
}
