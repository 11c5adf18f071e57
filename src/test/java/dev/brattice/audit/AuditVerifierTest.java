package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.crypto.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three segments: the first two sealed, the third left as its process was killed. */
@Timeout(120)
class AuditVerifierTest {
  private static final int RECORDS = 5;

  @TempDir Path temporary;

  private Path directory;

  /** Something that somebody does to one segment. */
  enum Change {
    EDIT_A_VALUE,
    EDIT_AND_HASH_AGAIN,
    EDIT_AND_CHAIN_AGAIN,
    DELETE_A_LINE,
    DELETE_THE_FIRST_LINE,
    DELETE_THE_LAST_LINES,
    DELETE_HALF_A_LINE_AT_THE_END,
    DELETE_EVERYTHING_BUT_THE_HEADER,
    EMPTY_THE_FILE,
    SWAP_LINES,
    INSERT_A_LINE,
    REPEAT_A_LINE,
    APPEND_A_LINE_OF_ANOTHER_SEGMENT,
    RESPELL_A_LINE,
    ADD_A_MEMBER,
    BREAK_THE_LINE_END,
    DELETE_THE_FILE,
    RENAME_THE_FILE,
    COPY_THE_FILE
  }

  @BeforeEach
  void record() throws Exception {
    directory = temporary.resolve("audit");
    Path killed = temporary.resolve("killed");
    for (int i = 0; i < 2; i++) {
      try (AuditLog log = open()) {
        fill(log);
      }
    }
    try (AuditLog log = open()) {
      fill(log);
      copy(directory, killed);
    }
    directory = killed;
  }

  @Test
  void findsNothingWhereNothingWasDone() throws Exception {
    VerificationReport report = verify();
    assertEquals(List.of(), report.problems());
    assertTrue(report.isIntact());
    assertEquals(3, report.segments());
    assertEquals(3 * RECORDS, report.records());
    assertEquals(1, report.notes().size());
    assertTrue(report.notes().getFirst().sentence().startsWith("not sealed"));
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void findsEveryChangeOfASealedSegment(Change change) throws Exception {
    change(segments().get(0), change);
    assertProblem();
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void findsEveryChangeOfASealedSegmentThatTheLastOneHoldsFast(Change change) throws Exception {
    change(segments().get(1), change);
    assertProblem();
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void findsEveryChangeOfAKilledProcessesSegment(Change change) throws Exception {
    change(segments().get(2), change);
    assertProblem();
  }

  @Test
  void findsThatTheNewestSegmentAndItsPageWereDeleted() throws Exception {
    Path newest = segments().get(2);
    Files.delete(newest);
    Files.delete(page(newest));
    assertProblem();
  }

  @Test
  void findsThatAPageWasDeletedOrBroken() throws Exception {
    Path page = page(segments().get(2));
    byte[] content = Files.readAllBytes(page);
    content[70] ^= 1;
    content[140] ^= 1;
    Files.write(page, content);
    assertProblem();
    Files.delete(page);
    assertProblem();
  }

  @Test
  void findsThatTheFirstSegmentsWereDeleted() throws Exception {
    Files.delete(segments().get(0));
    assertProblem();
    Files.delete(segments().get(0));
    VerificationReport report = assertProblem();
    assertTrue(report.problems().getFirst().sentence().contains("segments 1 to 2"));
  }

  @Test
  void findsThatAllSegmentsWereDeleted() throws Exception {
    for (Path segment : segments()) {
      Files.delete(segment);
    }
    assertProblem();
  }

  @Test
  void findsThatTheNewestOrdinalWasDeleted() throws Exception {
    Files.delete(directory.resolve("newest"));
    assertProblem();
  }

  @Test
  void findsAForeignFileThatPretends() throws Exception {
    Files.writeString(directory.resolve("extra.jsonl"), "{}\n");
    assertProblem();
  }

  @Test
  void findsAHeaderThatNamesNoSegmentBefore() throws Exception {
    directory = temporary.resolve("audit");
    Path last = segments().get(2);
    List<String> lines = new ArrayList<>(Files.readAllLines(last));
    String header = linked(lines.getFirst(), Head.NO_HASH);
    int from = header.indexOf("\"after\":") + 8;
    int to = header.indexOf(",\"program\"");
    lines.set(0, hashed(header.substring(0, from) + "null" + header.substring(to)));
    chainAgain(lines, 1);
    Files.writeString(last, String.join("\n", lines) + "\n");
    VerificationReport report = assertProblem();
    assertEquals(1, report.problems().size());
    assertTrue(report.problems().getFirst().sentence().contains("segment before to be named"));
  }

  @Test
  void findsALineThatIsSpeltInAnotherWay() throws Exception {
    directory = temporary.resolve("audit");
    Path last = segments().get(2);
    List<String> lines = new ArrayList<>(Files.readAllLines(last));
    lines.set(lines.size() - 1, hashed(lines.getLast().replace("\"records\":", "\"records\": ")));
    Files.writeString(last, String.join("\n", lines) + "\n");
    VerificationReport report = assertProblem();
    assertEquals(lines.size(), report.problems().getFirst().line());
    assertTrue(report.problems().getFirst().sentence().contains("as version 1 spells it"));
  }

  @Test
  void namesTheLineOfAnEdit() throws Exception {
    Path segment = segments().getFirst();
    change(segment, Change.EDIT_A_VALUE);
    VerificationReport report = assertProblem();
    assertEquals(1, report.problems().size());
    Remark problem = report.problems().getFirst();
    assertEquals(segment.getFileName().toString(), problem.file());
    assertEquals(3, problem.line());
    assertFalse(problem.sentence().contains("blocked"));
  }

  @Test
  void aTornTailIsANoteAndNoProblem() throws Exception {
    Path segment = segments().get(2);
    Files.writeString(
        segment, Files.readString(segment) + "{\"v\":1,\"kind\":\"rec", StandardCharsets.UTF_8);
    VerificationReport report = verify();
    assertEquals(List.of(), report.problems());
    assertTrue(report.notes().getFirst().sentence().contains("no whole line"));
  }

  @Test
  void aLineThatThePageDoesNotCountYetIsNoProblem() throws Exception {
    // Killed between writing a line and counting it.
    List<Path> segments = segments();
    Path longer = temporary.resolve("audit").resolve(segments.get(2).getFileName());
    byte[] withSeal = Files.readAllBytes(longer);
    Files.write(segments.get(2), withSeal);
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void aSealedSegmentMayStillHaveItsPage() throws Exception {
    Path sealed = segments().getFirst();
    List<String> lines = Files.readAllLines(sealed);
    String last = lines.getLast();
    HeadPage.create(
        page(sealed),
        new Head(
            lines.size(),
            Files.size(sealed),
            last.substring(last.length() - 66, last.length() - 2)));
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void listsOnlySoManyProblemsAndCountsTheOthers() throws Exception {
    Path segment = segments().getFirst();
    Files.writeString(segment, "x\n".repeat(3_000));
    VerificationReport report = verify();
    assertEquals(Remarks.LISTED_MAX, report.problems().size());
    assertTrue(report.problemsLeftOut() >= 2_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n", "[]\n", "{}\n", "null\n", "{\"v\":1}\n", "\u0000\n"})
  void survivesRubbish(String content) throws Exception {
    Files.writeString(segments().get(1), content);
    assertProblem();
  }

  @Test
  @Timeout(20)
  void survivesALongLineInBoundedMemory() throws Exception {
    byte[] zeros = new byte[LineForm.LINE_BYTES_MAX + 100];
    Files.write(segments().get(1), zeros);
    VerificationReport report = assertProblem();
    assertTrue(
        report.problems().stream().anyMatch(problem -> problem.sentence().contains("longer one")));
  }

  @Test
  void saysSoWhereThereIsNoFolder() {
    AuditException refused =
        assertThrows(
            AuditException.class, () -> AuditVerifier.verify(temporary.resolve("nowhere")));
    assertTrue(refused.getMessage().startsWith("expected a folder of evidence at `"));
  }

  @Test
  void anEmptyFolderIsIntact() throws Exception {
    VerificationReport report = AuditVerifier.verify(Files.createDirectory(temporary.resolve("e")));
    assertTrue(report.isIntact());
    assertEquals(0, report.segments());
  }

  private void change(Path segment, Change change) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(segment));
    switch (change) {
      case EDIT_A_VALUE -> lines.set(2, edited(lines.get(2)));
      case EDIT_AND_HASH_AGAIN -> lines.set(2, hashed(edited(lines.get(2))));
      case EDIT_AND_CHAIN_AGAIN -> {
        lines.set(2, hashed(edited(lines.get(2))));
        chainAgain(lines, 3);
      }
      case DELETE_A_LINE -> lines.remove(2);
      case DELETE_THE_FIRST_LINE -> lines.removeFirst();
      case DELETE_THE_LAST_LINES -> lines.subList(lines.size() - 2, lines.size()).clear();
      case DELETE_EVERYTHING_BUT_THE_HEADER -> lines.subList(1, lines.size()).clear();
      case EMPTY_THE_FILE -> lines.clear();
      case SWAP_LINES -> lines.add(2, lines.remove(3));
      case INSERT_A_LINE -> lines.add(3, hashed(linked(edited(lines.get(2)), hash(lines.get(2)))));
      case REPEAT_A_LINE -> lines.add(3, lines.get(2));
      case APPEND_A_LINE_OF_ANOTHER_SEGMENT -> {
        List<String> others =
            Files.readAllLines(segments().get(segment.equals(segments().get(0)) ? 1 : 0));
        lines.add(others.get(3));
      }
      case RESPELL_A_LINE ->
          lines.set(2, hashed(lines.get(2).replace("\"risk\":80", "\"risk\":80 ")));
      case ADD_A_MEMBER ->
          lines.set(2, hashed(lines.get(2).replace(",\"risk\"", ",\"more\":1,\"risk\"")));
      case DELETE_HALF_A_LINE_AT_THE_END -> {
        byte[] content = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(content, content.length - 100));
        return;
      }
      case BREAK_THE_LINE_END -> {
        Files.writeString(segment, String.join("\r\n", lines) + "\r\n");
        return;
      }
      case DELETE_THE_FILE -> {
        Files.delete(segment);
        return;
      }
      case RENAME_THE_FILE -> {
        Files.move(segment, renamed(segment));
        return;
      }
      case COPY_THE_FILE -> {
        Files.copy(segment, renamed(segment));
        return;
      }
    }
    Files.writeString(segment, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
  }

  private static void chainAgain(List<String> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      lines.set(i, hashed(linked(lines.get(i), hash(lines.get(i - 1)))));
    }
  }

  private static String edited(String line) {
    String edited = line.replace("\"outcome\":\"blocked\"", "\"outcome\":\"allowed\"");
    if (edited.equals(line)) {
      throw new IllegalStateException("the sample has nothing to edit");
    }
    return edited;
  }

  private static String linked(String line, String prev) {
    int at = line.indexOf("\"prev\":\"") + 8;
    return line.substring(0, at) + prev + line.substring(at + 64);
  }

  private static String hash(String line) {
    return line.substring(line.length() - 66, line.length() - 2);
  }

  private static String hashed(String line) {
    int at = line.indexOf(",\"hash\":\"");
    byte[] covered = line.substring(0, at).getBytes(StandardCharsets.UTF_8);
    return line.substring(0, at)
        + ",\"hash\":\""
        + HexFormat.of().formatHex(Digest.sha256(covered).toArray())
        + "\"}";
  }

  private static Path renamed(Path segment) {
    String name = segment.getFileName().toString();
    return segment.resolveSibling(name.replace(".jsonl", "1.jsonl"));
  }

  private static Path page(Path segment) {
    String name = segment.getFileName().toString();
    return segment.resolveSibling(name.replace(".jsonl", ".head"));
  }

  private VerificationReport assertProblem() throws AuditException {
    VerificationReport report = verify();
    assertFalse(report.isIntact());
    for (Remark problem : report.problems()) {
      assertTrue(Character.isLowerCase(problem.sentence().charAt(0)), problem::toString);
    }
    return report;
  }

  private VerificationReport verify() throws AuditException {
    return AuditVerifier.verify(directory);
  }

  private AuditLog open() throws AuditException {
    return AuditLog.open(directory, Durability.NORMAL, AuditLog.Limits.STANDARD);
  }

  private static void fill(AuditLog log) throws AuditException {
    for (int i = 0; i < RECORDS; i++) {
      log.record(Samples.blocked(i));
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
