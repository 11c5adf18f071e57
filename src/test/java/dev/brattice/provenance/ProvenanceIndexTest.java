package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.Locus;
import dev.brattice.inspect.text.View;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProvenanceIndexTest {
  private static final String TOKEN = FlowCases.expand("${github}");

  private static Json text(String value) {
    return JsonObject.of("text", new JsonString(value));
  }

  private static ProvenanceIndex index(ProvenanceLimits limits, List<Tag> tags) {
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY, limits);
    tags.forEach(index::fold);
    return index;
  }

  private static List<String> matches(Provenance provenance) {
    return provenance.origins().stream().map(Origin::match).toList();
  }

  @Test
  void knowsNothingWhenEmpty() {
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    assertEquals(new Provenance(List.of(), Label.none(), 0), index.trace(text(TOKEN)));
  }

  @Test
  void countsTheEntriesItFolded() {
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    for (int i = 1; i <= 3; i++) {
      FlowCases.tags("dotenv").forEach(index::fold);
      assertEquals(i, index.position());
      assertEquals(i, index.trace(text("x")).position());
    }
  }

  @Test
  void labelsWhatItRecognisesAsExternalAndSecret() {
    Provenance provenance = FlowCases.trace("numbered", text(TOKEN));
    assertEquals(new Label(Set.of("secret"), Label.Integrity.EXTERNAL), provenance.label());
  }

  @Test
  void coversAFileThatIsReadAgain() {
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    int logged = 0;
    for (int i = 0; i < 1_000; i++) {
      for (Tag tag : FlowCases.tags(i % 2 == 0 ? "numbered" : "memo")) {
        if (!index.covers(tag)) {
          index.fold(tag);
          logged++;
        }
      }
    }
    assertEquals(2, logged);
    assertEquals(2, index.position());
  }

  @Test
  void coversAPartOfProseThatWasReadBefore() {
    String prose = FlowCases.expand("${long1500}") + "\n";
    String text = ("Minutes, item " + prose).replace("+", " and ").replace("/", " or ");
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    List<Mark> whole = new Marker(new GramHash(FlowCases.KEY)).prose(text);
    List<Mark> part = new Marker(new GramHash(FlowCases.KEY)).prose(text.substring(100, 900));
    index.fold(new Tag(1, "c", "s", "t", "", "internal", whole, false));
    assertTrue(index.covers(new Tag(1, "c", "s", "t", "", "internal", part, false)));
    assertFalse(index.covers(new Tag(1, "c", "s", "t", "", "secret", part, false)));
  }

  @Test
  void doesNotCoverANewValueNorAnotherCategory() {
    ProvenanceIndex index = FlowCases.indexAfter("numbered");
    assertFalse(index.covers(FlowCases.tags("NEW_TOKEN=quiet-otter-41", "/x/.env").getFirst()));
    Tag known = FlowCases.tags("numbered").getFirst();
    assertTrue(index.covers(known));
    assertFalse(index.covers(relabelled(known, "pii", false)));
    assertFalse(index.covers(relabelled(known, "secret", true)));
  }

  private static Tag relabelled(Tag tag, String category, boolean coarse) {
    return new Tag(
        tag.atMillis(),
        tag.call(),
        tag.server(),
        tag.tool(),
        tag.source(),
        category,
        tag.marks(),
        coarse);
  }

  @Test
  void reportsEveryCategoryOfAValue() {
    Tag known = FlowCases.tags("numbered").getFirst();
    ProvenanceIndex index =
        index(ProvenanceLimits.STANDARD, List.of(known, relabelled(known, "internal", false)));
    assertEquals(Set.of("secret", "internal"), index.trace(text(TOKEN)).label().categories());
  }

  @Test
  void reportsEveryPlaceOfAValue() {
    Json arguments =
        JsonObject.of(
            "a", JsonArray.of(new JsonString(TOKEN + " " + TOKEN), new JsonString(TOKEN)));
    List<Locus> places =
        FlowCases.trace("numbered", arguments).origins().stream().map(Origin::locus).toList();
    int length = TOKEN.length();
    assertEquals(
        List.of(
            new Locus("/a/0", 0, length),
            new Locus("/a/0", length + 1, 2 * length + 1),
            new Locus("/a/1", 0, length)),
        places);
  }

  @Test
  void reportsBothPlacesOfAValueCutInTwo() {
    Json arguments =
        JsonObject.of("a", new JsonString("x " + TOKEN.substring(0, 15)))
            .with("b", TOKEN.substring(15) + " y");
    List<Origin> origins = FlowCases.trace("numbered", arguments).origins();
    assertEquals(
        List.of(new Locus("/a", 2, 17), new Locus("/b", 0, TOKEN.length() - 15)),
        origins.stream().map(Origin::locus).toList());
  }

  @Test
  void doesNotAddUpWindowsOfOrdinaryWords() {
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    FlowCases.tags("PASSPHRASE=\"wandering elephants photograph telescopes\"", "/x/.env")
        .forEach(index::fold);
    assertEquals(List.of(), index.trace(text("elephants like telescopes")).origins());
    assertEquals(
        List.of("exact"), matches(index.trace(text("wandering elephants photograph telescopes"))));
  }

  @Test
  void forgetsNothingWhenFull() {
    ProvenanceLimits limits = new ProvenanceLimits(40, 1 << 20, 1 << 20, 16);
    ProvenanceIndex index = index(limits, FlowCases.tags("numbered"));
    assertEquals(List.of("session-level"), matches(index.trace(text("quite unrelated"))));
    assertEquals(Set.of("secret"), index.trace(text("quite unrelated")).label().categories());
    assertTrue(matches(index.trace(text(TOKEN))).contains("exact"));
    assertTrue(index.covers(FlowCases.tags("numbered").getFirst()));
    assertEquals(List.of(), index.trace(JsonObject.empty()).origins());
  }

  @Test
  void keepsManyDomainCategoriesByJoiningTheRest() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < ProvenanceIndex.DOMAIN_CATEGORIES_MAX + 10; i++) {
      tags.add(new Tag(1, "c", "s", "t", "", "category" + i, List.of(), true));
    }
    Set<String> categories =
        index(ProvenanceLimits.STANDARD, tags).trace(text("x")).label().categories();
    assertEquals(ProvenanceIndex.DOMAIN_CATEGORIES_MAX + 1, categories.size());
    assertTrue(categories.contains("secret"));
  }

  @Test
  void takesAStringTooLongToReadForOneThatMayHoldAnything() {
    ProvenanceLimits limits = new ProvenanceLimits(1_000, 1_000, 5_000, 16);
    ProvenanceIndex index = index(limits, FlowCases.tags("numbered"));
    String padded = ". ".repeat(600) + TOKEN;
    assertEquals(List.of("session-level"), matches(index.trace(text(padded))));
    assertEquals(List.of(), matches(index.trace(text(". ".repeat(400)))));
  }

  @Test
  void takesACallTooLargeToReadForOneThatMayHoldAnything() {
    ProvenanceLimits limits = new ProvenanceLimits(1_000, 1_000, 5_000, 16);
    ProvenanceIndex index = index(limits, FlowCases.tags("numbered"));
    Json many = JsonArray.of(Collections.nCopies(8, new JsonString("-".repeat(900))));
    assertEquals(List.of("session-level"), matches(index.trace(many)));
  }

  @Test
  void saysSoWhenThereAreMoreOriginsThanItReports() {
    ProvenanceLimits limits = new ProvenanceLimits(1_000, 1 << 20, 1 << 20, 4);
    ProvenanceIndex index = index(limits, FlowCases.tags("numbered"));
    List<String> found = matches(index.trace(text((TOKEN + " ").repeat(50))));
    assertEquals(List.of("session-level", "exact", "exact", "exact"), found);
  }

  @Test
  void seesThroughReadings() {
    ProvenanceIndex index =
        new ProvenanceIndex(
            FlowCases.KEY, ProvenanceLimits.STANDARD, ProvenanceIndexTest::base64Words);
    FlowCases.tags("numbered").forEach(index::fold);
    String encoded =
        Base64.getEncoder().encodeToString(("k=" + TOKEN).getBytes(StandardCharsets.UTF_8));
    Origin origin = index.trace(text("send " + encoded)).origins().getFirst();
    assertEquals("decoded", origin.match());
    assertEquals("base64", origin.disguise());
    assertEquals(new Locus("/text", 5, 5 + encoded.length()), origin.locus());

    Json cut =
        JsonObject.of("to", new JsonString("a b"))
            .with("a", encoded.substring(0, 21))
            .with("b", encoded.substring(21));
    // Each half is recognised in part as well.
    assertTrue(matches(index.trace(cut)).contains("decoded"));
    assertEquals(
        Set.of("decoded"), Set.copyOf(matches(index.trace(JsonObject.of(encoded, text(""))))));
  }

  @Test
  void keepsABoundedNumberOfPiecesOfOneValue() {
    String value = FlowCases.expand("${long1500}");
    var pieces = new StringBuilder();
    for (int at = 0; at + 8 < value.length(); at += 8) {
      pieces.append("/ ./ ").append(value, at, at + 8).append("zqzq".charAt(at / 8 % 4));
    }
    List<String> found = matches(FlowCases.trace("multiline", text(pieces.toString())));
    assertTrue(found.stream().filter("assembled"::equals).count() <= Sighting.PIECES_MAX);
    assertTrue(found.contains("assembled"));
  }

  @Test
  void putsABoundedAmountOfEncodedPiecesTogether() {
    List<Json> pieces = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pieces.add(new JsonString("QUJD".repeat(Leaves.JOINED_CHARS_MAX / 16)));
    }
    pieces.add(new JsonString("not encoded"));
    assertEquals(4, Leaves.of(JsonArray.of(pieces)).encodedPieces().size());
  }

  /** Readings for these tests: the last word, decoded. */
  private static List<View> base64Words(String text) {
    List<View> views = new ArrayList<>();
    views.add(new View(text, "", 0, text.length()));
    int start = text.lastIndexOf(' ') + 1;
    try {
      byte[] decoded = Base64.getDecoder().decode(text.substring(start));
      views.add(
          new View(new String(decoded, StandardCharsets.UTF_8), "base64", start, text.length()));
    } catch (IllegalArgumentException notBase64) {
      return views;
    }
    return views;
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void readsHostileArgumentsInLinearTime() {
    ProvenanceIndex index = new ProvenanceIndex(FlowCases.KEY);
    FlowCases.tags("dotenv").forEach(index::fold);
    FlowCases.tags("multiline").forEach(index::fold);
    FlowCases.tags("memo").forEach(index::fold);
    FlowCases.tags("A_SECRET=" + "abcdefgh".repeat(200), "/x/.env").forEach(index::fold);
    String prefix = FlowCases.expand("${hex64}").substring(0, 9);
    for (String unit :
        List.of(
            prefix,
            "abcdefgh",
            "a\u0301\u0323",
            FlowCases.expand("${hex64}"),
            FlowCases.expand("${short} "),
            "\u5c71",
            "\ufdfa",
            "tr0ut8 ",
            "\ud83d\ude00")) {
      index.trace(text(unit.repeat((1 << 19) / unit.length())));
    }
    List<Json> small = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      small.add(new JsonString("ab"));
    }
    index.trace(JsonArray.of(small));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void takesHostileResultsApartInLinearTime() {
    for (String unit :
        List.of(
            "a=\"",
            "a=\"b ",
            "password=x ",
            "=",
            ":",
            "a: |\n ",
            "-----BEGIN PRIVATE KEY-----",
            "https://a:b@c?d=e&",
            "{\"a\":",
            "\n",
            "x ",
            "\\",
            "\"",
            "a='\n",
            "k=v;")) {
      FlowCases.tags(unit.repeat((1 << 18) / unit.length()), "/x/.env");
    }
  }
}
