package dev.brattice.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a header repeats of the arguments must be what they say, however deep they lie. */
@Timeout(60)
class HeaderParametersTest {
  private static String properties(String property) {
    return "{\"type\":\"object\",\"properties\":{" + property + "}}";
  }

  private static String annotated(String name, String header) {
    return "\"" + name + "\":{\"x-mcp-header\":\"" + header + "\"}";
  }

  private static String deep(int depth, String header) {
    String schema = annotated("at", header);
    for (int i = 1; i < depth; i++) {
      schema = "\"in\":" + properties(schema);
    }
    return schema;
  }

  private static String deepArgument(int depth) {
    String argument = "{\"at\":\"x\"}";
    for (int i = 1; i < depth; i++) {
      argument = "{\"in\":" + argument + "}";
    }
    return argument;
  }

  /** A server with one tool of this schema, known to whoever stands before it. */
  private static Endpoint listed(String properties) throws IOException {
    var endpoint =
        new Endpoint(
            Endpoint.legacy(
                (server, message) -> {
                  if (message.has("id")) {
                    server.answer(
                        message,
                        message.string("method").filter("tools/list"::equals).isPresent()
                            ? "{\"tools\":[{\"name\":\"go\",\"inputSchema\":"
                                + properties(properties)
                                + "}]}"
                            : "{\"content\":[]}");
                  }
                }));
    String list =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":{"
            + Endpoint.modernMeta("")
            + "}}}";
    assertTrue(endpoint.post(Endpoint.modernHead("tools/list", ""), list).contains("\"go\""));
    return endpoint;
  }

  private static boolean passes(Endpoint endpoint, String headers, String arguments)
      throws IOException {
    String call =
        Endpoint.call("2", "go", Endpoint.modernMeta(""))
            .replace("\"arguments\":{}", "\"arguments\":" + arguments);
    String answer = endpoint.post(Endpoint.modernHead("tools/call", "go") + headers, call);
    assertTrue(answer.startsWith("HTTP/1.1 200") || answer.contains("-32020"), answer);
    return answer.startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Region: eu           | {'city':'Graz','where':{'region':'eu'}} | false",
        "City: Graz, Region: eu | {'city':'Graz','where':{'region':'eu'}} | true",
        "City: Graz, Region: us | {'city':'Graz','where':{'region':'eu'}} | false",
        "City: Graz           | {'city':'Graz','where':{'region':'eu'}} | false",
        "City: Graz           | {'city':'Graz','where':{}}              | true",
        "City: Graz           | {'city':'Graz','where':'eu'}            | true",
        "City: Graz, Region: eu | {'city':'Graz'}                       | false",
        "City: =?base64?R3Jheg==?= | {'city':'Graz'}                    | true",
        "City: 7.0            | {'city':7}                              | true",
        "City: TRUE           | {'city':true}                           | true",
        "City: graz           | {'city':'Graz'}                         | false",
      })
  void holdsHeadersAgainstArguments(String headers, String arguments, boolean passes)
      throws IOException {
    String schema =
        annotated("city", "City") + ",\"where\":" + properties(annotated("region", "Region"));
    try (Endpoint endpoint = listed(schema)) {
      String lines = "Mcp-Param-" + headers.replace(", ", "\r\nMcp-Param-") + "\r\n";
      assertEquals(passes, passes(endpoint, lines, arguments.replace('\'', '"')));
    }
  }

  @Test
  void looksAsDeepAsItMay() throws IOException {
    try (Endpoint endpoint = listed(deep(HeaderParameters.DEPTH_MAX, "Deep"))) {
      String arguments = deepArgument(HeaderParameters.DEPTH_MAX);
      assertTrue(passes(endpoint, "Mcp-Param-Deep: x\r\n", arguments));
      assertEquals(false, passes(endpoint, "Mcp-Param-Deep: y\r\n", arguments));
    }
    int deeper = HeaderParameters.DEPTH_MAX + 1;
    try (Endpoint endpoint = listed(deep(deeper, "Deep"))) {
      assertTrue(passes(endpoint, "", deepArgument(deeper)));
    }
  }

  @Test
  void remembersNoMoreArgumentsThanItMay() throws IOException {
    StringBuilder schema = new StringBuilder(annotated("a0", "A0"));
    for (int i = 1; i <= HeaderParameters.PLACES_MAX; i++) {
      schema.append(',').append(annotated("a" + i, "A" + i));
    }
    int last = HeaderParameters.PLACES_MAX - 1;
    try (Endpoint endpoint = listed(schema.toString())) {
      assertEquals(false, passes(endpoint, "", "{\"a" + last + "\":\"x\"}"));
      assertTrue(passes(endpoint, "", "{\"a" + (last + 1) + "\":\"x\"}"));
    }
  }
}
