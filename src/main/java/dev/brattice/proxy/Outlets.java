package dev.brattice.proxy;

import dev.brattice.json.JsonObject;
import dev.brattice.wire.MessageWriter;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where messages go.
 *
 * @param client the agent
 * @param server the tool server
 * @param log takes one line for a person, without any message's text
 */
record Outlets(MessageWriter client, MessageWriter server, Consumer<String> log) {
  /** Sends to the agent. When it is gone, its input ends too, and the relay stops there. */
  void toClient(JsonObject message) {
    try {
      client.write(message);
    } catch (IOException gone) {
      say("the client no longer reads");
    }
  }

  /** Sends to the server. When it is gone, its output ends too, and the relay says so there. */
  void toServer(JsonObject message) {
    try {
      server.write(message);
    } catch (IOException gone) {
      say("the server no longer reads");
    }
  }

  /** Tells a person. */
  void say(String line) {
    log.accept(line);
  }
}
