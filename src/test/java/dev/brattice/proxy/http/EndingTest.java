package dev.brattice.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.RequestId;
import dev.brattice.mcp.Answers;
import dev.brattice.wire.http.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be used any more, or was never usable, is ended. */
@Timeout(20)
class EndingTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

  @Test
  void aSessionThatItsServerRefusedIsOverAtOnce() throws IOException, InterruptedException {
    Endpoint.Script refusing =
        (server, message) ->
            message
                .get("id")
                .ifPresent(id -> server.say(Answers.error(new RequestId(id), -32602, "not me")));
    try (var endpoint = new Endpoint(refusing)) {
      assertTrue(endpoint.post("", INITIALIZE).contains("not me"));
      awaitNoSession(endpoint);
      assertTrue(endpoint.servers().getFirst().isClosed());
    }
  }

  @Test
  void aSessionThatItsServerAgreedToStays() throws IOException {
    try (var endpoint = new Endpoint(Endpoint.legacy((server, message) -> {}))) {
      assertFalse(endpoint.open().isEmpty());
      assertEquals(1, endpoint.sessions().size());
    }
  }

  private static void awaitNoSession(Endpoint endpoint) throws InterruptedException {
    while (endpoint.sessions().size() > 0) {
      Thread.sleep(5);
    }
  }

  /** It could take a minute until the server counts as one that does not answer. */
  @Test
  void endsAServerThatNeverSaidWhatItSpeaks() throws IOException, InterruptedException {
    var endpoint = new Endpoint((server, message) -> {});
    try (RawHttp client = endpoint.connect()) {
      client.post(
          "/",
          Endpoint.modernHead("tools/call", "echo"),
          Endpoint.call("1", "echo", Endpoint.modernMeta("")));
      while (endpoint.servers().isEmpty()) {
        Thread.sleep(5);
      }
      List<Endpoint.Server> servers = endpoint.servers();
      endpoint.close();
      assertTrue(servers.getFirst().isClosed());
    }
  }
}
