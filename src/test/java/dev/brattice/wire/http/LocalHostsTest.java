package dev.brattice.wire.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is not this machine is told from it by every spelling of a Host and an Origin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalHostsTest {
  private HttpListener listener;

  @BeforeAll
  void start() throws IOException {
    listener =
        HttpListener.start(
            "127.0.0.1",
            0,
            (request, response) ->
                response.empty(LocalHosts.refusal(request).isPresent() ? 403 : 204));
  }

  @AfterAll
  void stop() {
    listener.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: LOCALHOST:80",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:65535",
        "Host: 127.8.9.10",
        "Host: [::1]",
        "Host: [::1]:8080",
        "Host: localhost\r\nOrigin: http://localhost:3000",
        "Host: localhost\r\nOrigin: http://[::1]:3000",
        "Host: localhost\r\nOrigin: HTTPS://LocalHost",
        "Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://127.0.0.1:9",
      })
  void takesThisMachine(String headers) throws IOException {
    assertTrue(answer(headers).startsWith("HTTP/1.1 204"), answer(headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.evil.example",
        "Host: evil.example",
        "Host: localhost.",
        "Host: 127.0.0.1.",
        "Host: 127.1",
        "Host: 127.0.0.x",
        "Host: [::1].evil.example",
        "Host: [::2]",
        "Host: 0.0.0.0",
        "Host: localhost:80@evil.example",
        "Host:",
        "X: none",
        "Host: localhost\r\nHost: evil.example",
        "Host: localhost\r\nOrigin: null",
        "Host: localhost\r\nOrigin: http://evil.example",
        "Host: localhost\r\nOrigin: http://localhost.evil.example",
        "Host: localhost\r\nOrigin: http://localhost@evil.example",
        "Host: localhost\r\nOrigin: http://localhost:x@evil.example",
        "Host: localhost\r\nOrigin: http://[::1].evil.example",
        "Host: localhost\r\nOrigin: http://[::1",
        "Host: localhost\r\nOrigin: http://localhost:1,http://evil.example",
        "Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example",
        "Host: localhost\r\nOrigin: file://",
      })
  void takesNobodyElse(String headers) throws IOException {
    String answer = answer(headers);
    assertTrue(answer.startsWith("HTTP/1.1 403") || answer.startsWith("HTTP/1.1 400"), answer);
    assertFalse(answer.contains("evil"), answer);
  }

  private String answer(String headers) throws IOException {
    try (RawHttp client = new RawHttp(listener.port())) {
      return client.send("GET / HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n").rest();
    }
  }
}
