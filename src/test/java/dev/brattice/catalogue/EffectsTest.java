package dev.brattice.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.ToolDefinition;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.Words;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectsTest {
  private static final Locus NOWHERE = new Locus("", 0, 0);

  record Row(ToolRef tool, Effect effect) {}

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = EffectsTest.class.getResourceAsStream("/catalogue/effects.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (line.startsWith("#")) {
          continue;
        }
        int tab = line.indexOf('\t');
        String name = line.substring(0, tab);
        int slash = name.equals("resources/read") ? -1 : name.indexOf('/');
        String server = slash < 0 ? "some" : name.substring(0, slash);
        Effect effect = Effect.valueOf(line.substring(tab + 1).toUpperCase(Locale.ROOT));
        rows.add(new Row(new ToolRef(server, name.substring(slash + 1)), effect));
      }
    }
    return rows;
  }

  private static ToolDefinition defined(String tool, String description, JsonObject extra) {
    JsonObject tree = JsonObject.of("description", new JsonString(description));
    for (var member : extra.members().entrySet()) {
      tree = tree.with(member.getKey(), member.getValue());
    }
    return new ToolDefinition(new ToolRef("some", tool), tree);
  }

  private static JsonObject parameters(String... names) {
    JsonObject properties = JsonObject.empty();
    for (String name : names) {
      properties = properties.with(name, JsonObject.of("type", new JsonString("string")));
    }
    return JsonObject.of("inputSchema", JsonObject.of("properties", properties));
  }

  private static Effect effect(ToolDefinition definition, Touch... touches) {
    return Effects.of(definition.ref(), Optional.of(definition), List.of(touches));
  }

  private static Effect effect(String tool, Touch... touches) {
    return Effects.of(new ToolRef("some", tool), Optional.empty(), List.of(touches));
  }

  private static Touch host(String name) {
    return new Touch(Touch.Action.CONNECT, Touch.Kind.HOST, name, Set.of(), NOWHERE);
  }

  private static Touch program(String name) {
    return new Touch(Touch.Action.EXECUTE, Touch.Kind.PROGRAM, name, Set.of(), NOWHERE);
  }

  private static Touch path(Touch.Action action) {
    return new Touch(action, Touch.Kind.PATH, "/x", Set.of(), NOWHERE);
  }

  @Test
  void knowsEnoughTools() throws IOException {
    assertTrue(rows().size() >= 120, "tools: " + rows().size());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void judgesToolsByName(Row row) {
    assertEquals(row.effect(), Effects.of(row.tool(), Optional.empty(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bash",
        "Bash",
        "shell",
        "run_command",
        "execute_command",
        "exec",
        "runCommand",
        "terminal",
        "execute_python",
        "run_terminal_cmd",
        "start_process",
        "PowerShell",
        "execute_code",
        "run"
      })
  void takesWhatRunsCommandsForWhatTheyDo(String tool) {
    assertEquals(Effect.LOCAL, effect(tool));
    assertEquals(Effect.LOCAL, effect(tool, program("ls"), path(Touch.Action.READ)));
    assertEquals(Effect.LOCAL, effect(tool, program("curl"), host("127.0.0.1")));
    assertEquals(Effect.LOCAL, effect(tool, host("localhost")));
    assertEquals(Effect.EGRESS, effect(tool, program("curl"), host("collect.example.org")));
    assertEquals(Effect.EGRESS, effect(tool, host("127.0.0.1"), host("10.0.0.7")));
    assertEquals(Effect.EGRESS, effect(tool, host("127.0.0.1.example.org")));
    assertEquals(Effect.EGRESS, effect(tool, host("127.evil")));
    assertEquals(Effect.EGRESS, effect(tool, program("nc")));
    assertEquals(Effect.EXECUTE, effect(tool, path(Touch.Action.ANY)));
  }

  @Test
  void takesADevelopersProgramsForWhatTheyAre() {
    Touch some = path(Touch.Action.ANY);
    assertEquals(Effect.LOCAL, effect("bash", program("go"), some));
    assertEquals(Effect.LOCAL, effect("bash", program("pytest"), program("tail"), some));
    assertEquals(Effect.EXECUTE, effect("bash", program("go"), program("courier"), some));
    assertEquals(Effect.EXECUTE, effect("bash", program("courier"), some));
    assertEquals(Effect.EGRESS, effect("bash", program("go"), program("curl"), some));
    assertEquals(Effect.EGRESS, effect("bash", program("go"), some, host("collect.example.org")));
  }

  @Test
  void believesNoHintThatLoosens() {
    JsonObject harmless =
        JsonObject.of(
            "annotations",
            JsonObject.empty().with("readOnlyHint", true).with("openWorldHint", false));
    assertEquals(Effect.UNKNOWN, effect(defined("lookup", "Looks things up.", harmless)));
    assertEquals(Effect.EGRESS, effect(defined("send_email", "Sends.", harmless)));
  }

  @Test
  void believesAHintThatTightens() {
    JsonObject open = JsonObject.of("annotations", JsonObject.empty().with("openWorldHint", true));
    assertEquals(Effect.EGRESS, effect(defined("lookup", "Looks things up.", open)));
    assertEquals(Effect.EGRESS, effect(defined("read_file", "Reads.", open)));
  }

  @Test
  void readsParametersThatNameADestination() {
    for (String name : List.of("url", "to", "recipient", "channel_id", "webhookUrl", "toEmail")) {
      assertEquals(Effect.EGRESS, effect(defined("lookup", "", parameters("text", name))), name);
    }
    assertEquals(
        Effect.EGRESS, effect(defined("get_file_contents", "", parameters("owner", "repo"))));
    assertEquals(Effect.LOCAL, effect(defined("move_file", "", parameters("from", "to"))));
    assertEquals(
        Effect.LOCAL, effect(defined("move_file", "", parameters("source", "destination"))));
    assertEquals(Effect.UNKNOWN, effect(defined("lookup", "", parameters("token", "total"))));
  }

  @Test
  void readsDescriptionsThatAdmitToReachingOthers() {
    assertEquals(
        Effect.EGRESS, effect(defined("append_file", "Uploads the lines as well.", parameters())));
    assertEquals(
        Effect.EGRESS, effect(defined("lookup", "Makes an HTTP request.", parameters("q"))));
    assertEquals(
        Effect.LOCAL,
        effect(defined("read_file", "Reads a file of the workspace as text.", parameters("path"))));
    assertEquals(Effect.UNKNOWN, effect(defined("lookup", "Looks words up.", parameters("q"))));
  }

  @Test
  void looksAtNoMoreThanABoundOfWhatServersSay() {
    String late = "x".repeat(Declarations.DESCRIPTION_CHARS_MAX) + " makes an http request";
    assertEquals(Effect.UNKNOWN, effect(defined("lookup", late, parameters())));
    JsonObject properties = JsonObject.empty();
    String[] names = new String[Declarations.PARAMETERS_MAX + 1];
    for (int i = 0; i < names.length; i++) {
      names[i] = i == names.length - 1 ? "url" : "p" + i;
    }
    assertEquals(JsonObject.empty(), properties);
    assertEquals(Effect.UNKNOWN, effect(defined("lookup", "", parameters(names))));
    assertEquals(Effect.UNKNOWN, effect("x".repeat(Words.NAME_CHARS_MAX) + "_send"));
  }

  @Test
  void takesAnyToolThatConnectsElsewhereForEgress() {
    assertEquals(Effect.EGRESS, effect("read_file", host("example.org")));
    assertEquals(Effect.LOCAL, effect("read_file", path(Touch.Action.READ)));
  }

  @Test
  void judgesAToolWithoutANameUnknown() {
    assertEquals(Effect.UNKNOWN, effect(""));
    assertEquals(Effect.UNKNOWN, effect("___"));
    assertEquals(Effect.UNKNOWN, effect("r\u0435ad_file"));
  }
}
