package dev.brattice.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.brattice.cli.InspectCommand.Kind;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonWriter;
import dev.brattice.proxy.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a text on standard input is taken for. */
class PassagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"t\",\"arguments\":{}}}"
            + " | arguments tools/call t",
        "{\"method\":\"resources/read\",\"params\":{\"uri\":\"file:///x\"}}"
            + " | arguments resources/read resources/read",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}} | result tools/call ",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"m\"}} | result tools/call ",
        "{\"method\":\"sampling/createMessage\",\"params\":{}}"
            + " | server_request sampling/createMessage sampling/createMessage",
        "{\"method\":\"notifications/message\",\"params\":{\"data\":\"x\"}}"
            + " | result notifications/message notifications/message",
        "{\"tool\":\"t\",\"arguments\":{\"a\":1}} | arguments tools/call t",
        "{\"name\":\"t\",\"args\":{\"a\":1}} | arguments tools/call t",
        "{\"type\":\"tool_use\",\"name\":\"t\",\"input\":{\"a\":1}} | arguments tools/call t",
        "{\"name\":\"t\",\"arguments\":\"{\\\"a\\\":1}\"} | arguments tools/call t",
        "{\"name\":\"t\",\"inputSchema\":{}} | definition tools/list t",
        "{\"name\":\"t\",\"description\":\"d\"} | definition tools/list t",
        "{\"result\":{\"prompts\":[{\"name\":\"p\"}]}} | definition prompts/list p",
        "{\"result\":{\"protocolVersion\":\"x\",\"serverInfo\":{},\"instructions\":\"i\"}}"
            + " | definition initialize "
      })
  void recognisesMessages(String input, String expected) throws Exception {
    List<Passage> passages = Passages.of(input, Kind.auto);
    assertEquals(1, passages.size());
    assertEquals(expected == null ? "" : expected.strip(), described(passages.getFirst()));
  }

  @Test
  void takesEveryElementOfABatchAndOfAList() throws Exception {
    String call = "{\"tool\":\"t\",\"arguments\":{}}";
    assertEquals(3, Passages.of("[" + call + "," + call + "," + call + "]", Kind.auto).size());
    assertEquals(
        List.of("a", "b"),
        Passages.of("{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}]}", Kind.auto).stream()
            .map(passage -> passage.tool().tool())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ls -la",
        "{\"a\":1}",
        "[1,2]",
        "[{\"tool\":\"t\",\"arguments\":{}},1]",
        "42",
        "{not json"
      })
  void judgesOtherLinesAsResultAndAsCommand(String input) throws Exception {
    assertEquals(
        List.of("result tools/call", "arguments tools/call run_command"),
        Passages.of(input, Kind.auto).stream().map(PassagesTest::described).toList());
  }

  @Test
  void judgesSeveralLinesAsAResultOnly() throws Exception {
    assertEquals(1, Passages.of("one\ntwo\n", Kind.auto).size());
  }

  @Test
  void keepsArgumentsThatAreJsonWithinAString() throws Exception {
    Passage call =
        Passages.of("{\"name\":\"t\",\"arguments\":\"{\\\"a\\\":1}\"}", Kind.auto).getFirst();
    assertEquals("{\"name\":\"t\",\"arguments\":{\"a\":1}}", JsonWriter.text(call.tree()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"tool\":\"t\",\"tool\":\"u\",\"arguments\":{}}",
        "{\"tool\":\"t\",\"arguments\":{\"a\":1,\"a\":2}}"
      })
  void refusesWhatCanBeReadInTwoWays(String input) {
    assertThrows(JsonException.class, () -> Passages.of(input, Kind.auto));
    assertThrows(JsonException.class, () -> Passages.of(input, Kind.call));
  }

  @Test
  void refusesWhatIsNestedDeeperThanTheGatewayReads() {
    String deep = "[".repeat(300) + "]".repeat(300);
    assertThrows(JsonException.class, () -> Passages.of(deep, Kind.auto));
  }

  @Test
  void aCallMustBeAnObject() {
    assertThrows(CommandException.class, () -> Passages.of("rm -rf /", Kind.call));
    assertThrows(CommandException.class, () -> Passages.of("[]", Kind.call));
  }

  private static String described(Passage passage) {
    return (passage.direction().label() + " " + passage.method() + " " + passage.tool().tool())
        .strip();
  }
}
