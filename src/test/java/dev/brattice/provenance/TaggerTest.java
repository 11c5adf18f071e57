package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.text.View;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TaggerTest {
  private static final Locus NOWHERE = new Locus("", 0, 0);
  private static final String SECRET = FlowCases.expand("${awssecret}");
  private static final String TOKEN = FlowCases.expand("${github}");

  private static Touch touch(Touch.Action action, Touch.Kind kind, String name, String... labels) {
    return new Touch(action, kind, name, Set.of(labels), NOWHERE);
  }

  private static Touch reads(String path, String... labels) {
    return touch(Touch.Action.READ, Touch.Kind.PATH, path, labels);
  }

  private static Touch runs(String program) {
    return touch(Touch.Action.EXECUTE, Touch.Kind.PROGRAM, program);
  }

  private static List<Tag> tags(ToolRef tool, String text, Touch... touches) {
    return tags(tool, FlowCases.result(text), Inspection.clean(), touches);
  }

  private static List<Tag> tags(ToolRef tool, Json result, Inspection found, Touch... touches) {
    Inspection call = new Inspection(List.of(), List.of(touches));
    return new Tagger(FlowCases.KEY).tags("c1", tool, call, result, found, 5);
  }

  private static Provenance trace(List<Tag> tags, String argument) {
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    tags.forEach(index::fold);
    return index.trace(JsonObject.of("text", new JsonString(argument)));
  }

  private static boolean recognises(List<Tag> tags, String argument) {
    return !trace(tags, argument).origins().isEmpty();
  }

  private static Inspection secretAt(String pointer, int start, int end) {
    return new Inspection(
        List.of(
            new Finding(
                "secrets.test",
                Family.SECRETS,
                Severity.NOTE,
                0.5,
                new Locus(pointer, start, end),
                "a made-up secret",
                "",
                "ASI03",
                "")),
        List.of());
  }

  private static final ToolRef SHELL = new ToolRef("shell", "run_command");

  private static final ToolRef DATABASE = new ToolRef("pg", "query");
  private static final String PASSWORD = "Wx4$tulpe-81";

  @Test
  void tagsPasswordsAmongRowsAsJson() {
    String rows = "[{\"id\": 7, \"login\": \"ann\", \"password\": \"" + PASSWORD + "\"}]";
    assertTrue(recognises(tags(DATABASE, rows), "see " + PASSWORD));
  }

  @Test
  void tagsPasswordsInColumns() {
    for (String rows :
        List.of(
            " id | password\n----+-----\n 1  | " + PASSWORD + "\n(1 row)\n",
            "id,password,mail\n1," + PASSWORD + ",a@b.example\n",
            "id\tpassword\n1\t" + PASSWORD + "\n")) {
      assertTrue(recognises(tags(DATABASE, rows), "see " + PASSWORD), rows);
    }
  }

  @Test
  void leavesIdentifiersAmongRowsAlone() {
    String id = "V1StGXR8Z5jdHi6B" + "myTq";
    String json = "[{\"id\": \"" + id + "\", \"password_changed_at\": \"2026-01-02\"}]";
    assertEquals(List.of(), tags(DATABASE, json));
    String table = "id | name | password\n---+---+---\n" + id + " | ann | \n";
    assertFalse(recognises(tags(DATABASE, table), id));
    assertEquals(
        List.of(), tags(DATABASE, "| name | token |\n|--|--|\n| a | the token to use |\n"));
  }

  @Test
  void tagsTheOneVariableThatWasPrinted() {
    assertTrue(recognises(tags(SHELL, TOKEN + "\n", runs("printenv")), TOKEN));
    assertEquals(List.of(), tags(SHELL, "production\n", runs("printenv")));
    assertEquals(List.of(), tags(SHELL, "/usr/local/bin:/usr/bin\n", runs("printenv")));
  }

  @Test
  void tagsWhatASecretStoreShows() {
    assertTrue(recognises(tags(SHELL, SECRET + "\nlogin: ann\n", runs("pass")), SECRET));
    assertEquals(List.of(), tags(SHELL, "mail\nwork\nshop\n", runs("pass")));
  }

  @Test
  void tagsAFileShownEncoded() {
    String file = "A=1\nAPI_SECRET=" + PASSWORD + "\n";
    String shown = Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8));
    Touch env = reads("/x/.env", "secret");
    assertTrue(recognises(tags(SHELL, shown, env, runs("base64")), "see " + PASSWORD));
  }

  @Test
  void tagsNothingInAnOrdinaryResult() {
    String text = "TOKEN=" + TOKEN + "\nPORT=3000\n";
    assertEquals(List.of(), tags(FlowCases.READ_FILE, text, reads("/home/carol/README.md")));
  }

  @Test
  void namesWhereTheValueCameFrom() {
    List<Tag> tags = tags(FlowCases.READ_FILE, "TOKEN=" + TOKEN, reads("/x/.env", "secret"));
    Origin origin = trace(tags, "see " + TOKEN + "!").origins().getFirst();
    assertEquals(
        new Origin(
            0,
            "c1",
            "files",
            "read_file",
            "/x/.env",
            "secret",
            "exact",
            "",
            new Locus("/text", 4, 4 + TOKEN.length())),
        origin);
  }

  @Test
  void keepsTheCategoryOfWhatWasRead() {
    List<Tag> tags = tags(FlowCases.READ_FILE, "TOKEN=" + TOKEN, reads("/x/plan", "internal"));
    assertEquals("internal", tags.getFirst().category());
    assertEquals(5, tags.getFirst().atMillis());
  }

  @Test
  void tagsSpansThatDetectorsFound() {
    String text = "the key is " + SECRET + " as agreed";
    Inspection found = secretAt("/content/0/text", 11, 11 + SECRET.length());
    List<Tag> tags = tags(FlowCases.READ_FILE, FlowCases.result(text), found, reads("/x/notes"));
    assertEquals("/x/notes", tags.getFirst().source());
    assertTrue(recognises(tags, SECRET));
    assertFalse(recognises(tags, "the key is kept as agreed"));
  }

  @Test
  void ignoresSpansThatAreNotThere() {
    Inspection found = secretAt("/content/7/text", 0, 9);
    assertEquals(List.of(), tags(FlowCases.READ_FILE, FlowCases.result("x"), found));
  }

  @Test
  void tagsTheEnvironmentOfToolsThatShowIt() {
    String text = "TERM=xterm-256color\nGITHUB_TOKEN=" + TOKEN + "\n";
    for (String tool : List.of("printEnv", "get-env", "get_environment_variables", "list_env")) {
      assertTrue(recognises(tags(new ToolRef("any", tool), text), TOKEN), tool);
    }
    assertEquals(List.of(), tags(new ToolRef("any", "set_env"), text));
    assertTrue(recognises(tags(SHELL, text, runs("printenv")), TOKEN));
    assertTrue(recognises(tags(SHELL, text, runs("env")), TOKEN));
    assertEquals(List.of(), tags(SHELL, text, runs("make")));
  }

  @Test
  void takesOutputOfProgramsThatUseASecretFileForOutput() {
    String log = "12 tests passed in the orders module, 3 were skipped because no broker was there";
    Touch file = reads("/x/.env", "secret");
    assertFalse(recognises(tags(SHELL, log, file, runs("pytest")), log));
    assertTrue(recognises(tags(SHELL, log, file, runs("cat")), log));
    assertTrue(recognises(tags(SHELL, "K_TOKEN=" + TOKEN, file, runs("pytest")), TOKEN));
  }

  @Test
  void takesTheAnswerToAWriteForAnAnswer() {
    Touch write = touch(Touch.Action.WRITE, Touch.Kind.PATH, "/x/.env", "secret");
    String answer = "Successfully wrote 14 lines to /home/carol/projects/harbour/service/.env";
    assertEquals(List.of(), tags(FlowCases.READ_FILE, answer, write));
    String diff = "--- a/.env\n+++ b/.env\n- PORT=1\n+ PORT=2\n API_TOKEN=" + TOKEN + "\n";
    assertTrue(recognises(tags(FlowCases.READ_FILE, diff, write), TOKEN));
  }

  @Test
  void leavesOtherFilesOfTheSameResultAlone() {
    String prose = "The harbour dashboard shows arrivals, departures and the state of every berth.";
    String text = "/x/README.md:\n" + prose + "\n\n---\n/x/.env:\nTOKEN=" + TOKEN + "\n";
    List<Tag> tags =
        tags(FlowCases.READ_FILE, text, reads("/x/README.md"), reads("/x/.env", "secret"));
    assertFalse(recognises(tags, prose));
    assertTrue(recognises(tags, TOKEN));
  }

  @Test
  void readsStructuredContentAndResources() {
    Json structured =
        JsonObject.of(
            "structuredContent", JsonObject.of("apiToken", new JsonString("quiet-otter-41")));
    assertTrue(
        recognises(
            tags(FlowCases.READ_FILE, structured, Inspection.clean(), reads("/x/.env", "secret")),
            "quiet-otter-41"));
    String blob =
        Base64.getEncoder()
            .encodeToString("PASSWORD=quiet-otter-41\n".getBytes(StandardCharsets.UTF_8));
    Json resource =
        JsonObject.of(
            "content",
            JsonArray.of(
                JsonObject.of("type", new JsonString("resource"))
                    .with("resource", JsonObject.of("blob", new JsonString(blob)))));
    assertTrue(
        recognises(
            tags(FlowCases.READ_FILE, resource, Inspection.clean(), reads("/x/.env", "secret")),
            "quiet-otter-41"));
  }

  @Test
  void labelsTheWholeDomainForPictures() {
    Json picture =
        JsonObject.of(
            "content",
            JsonArray.of(
                JsonObject.of("type", new JsonString("image")).with("data", "iVBORw0KGgo=")));
    List<Tag> tags =
        tags(FlowCases.READ_FILE, picture, Inspection.clean(), reads("/x/key.png", "secret"));
    assertTrue(tags.getFirst().coarse());
    assertEquals("session-level", trace(tags, "anything").origins().getFirst().match());
  }

  @Test
  void splitsALargeResultOverSeveralTags() {
    var text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append("TOKEN_").append(i).append('=').append(key(i)).append('\n');
    }
    List<Tag> tags = tags(FlowCases.READ_FILE, text.toString(), reads("/x/.env", "secret"));
    assertTrue(tags.size() > 1);
    for (Tag tag : tags) {
      assertFalse(tag.coarse());
      assertTrue(tag.encode().length < 1 << 16);
    }
    assertTrue(recognises(tags, key(0)));
    assertTrue(recognises(tags, key(299)));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void saysSoWhenAResultHoldsMoreThanItsTagsMay() {
    var text = new StringBuilder();
    for (int i = 0; i <= SensitiveText.VALUES_MAX; i++) {
      text.append("TOKEN_").append(i).append('=').append(key(i)).append('\n');
    }
    List<Tag> tags = tags(FlowCases.READ_FILE, text.toString(), reads("/x/.env", "secret"));
    assertEquals(Tagger.TAGS_PER_RESULT_MAX, tags.size());
    assertTrue(tags.getLast().coarse());
    assertTrue(recognises(tags, "anything at all"));
  }

  @Test
  void takesEveryFileForSensitiveWhereThereAreTooManyToTellApart() {
    String prose = "The harbour dashboard shows arrivals, departures and the state of every berth.";
    String text = "/x/README.md:\n" + prose + "\n\n---\n/x/.env:\nTOKEN=" + TOKEN + "\n";
    List<Touch> touches = new ArrayList<>();
    touches.add(reads("/x/.env", "secret"));
    touches.add(reads("/x/README.md"));
    for (int i = 0; i <= Source.PATHS_MAX; i++) {
      touches.add(reads("/x/" + i));
    }
    List<Tag> tags = tags(FlowCases.READ_FILE, text, touches.toArray(new Touch[0]));
    assertTrue(recognises(tags, prose));
    assertTrue(recognises(tags, TOKEN));
  }

  @Test
  void doesNotTakeALineOfAFileForAHeading() {
    String text = "app.yaml:\n\n.git:\nTOKEN=" + TOKEN + "\n";
    Touch[] touches = {reads("/x/.env", "secret"), reads("/x/.git")};
    assertTrue(recognises(tags(FlowCases.READ_FILE, text, touches), TOKEN));
  }

  @Test
  void keepsAFewReadingsOfAValue() {
    List<View> views = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      views.add(new View("reading " + i, i == 0 ? "" : "base64", 0, i == 1 ? 3 : 5));
    }
    assertEquals(
        List.of("reading 2", "reading 3", "reading 4", "reading 5"),
        ResultReader.readings("abcde", views));
  }

  @Test
  void takesOnlyVariablesOutOfWhatAProgramPrintsThatWasGivenSome() {
    String log = "starting\n token: gatekeeper7\nGITHUB_TOKEN=" + TOKEN + "\ndone\nall well\n";
    List<Tag> tags = tags(SHELL, log, runs("export"), runs("make"));
    assertTrue(recognises(tags, TOKEN));
    assertFalse(recognises(tags, "gatekeeper7"));
  }

  private static String key(int i) {
    return Long.toHexString(GramHash.mix(i + 1)) + Long.toHexString(GramHash.mix(-i - 1));
  }
}
