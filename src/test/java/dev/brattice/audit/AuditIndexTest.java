package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.brattice.audit.AuditQuery.Column;
import dev.brattice.audit.AuditQuery.Order;
import dev.brattice.inspect.Severity;
import dev.brattice.state.ChildJvm;
import dev.brattice.state.TinyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AuditIndexTest {
  private static final long TIME = 1_800_000_000_000L;

  @TempDir Path directory;

  /** Queries again and again while others do and a writer writes. */
  static final class QueryingProcess {
    private QueryingProcess() {}

    public static void main(String[] arguments) throws AuditException {
      int most = 0;
      for (int i = 0; i < 20; i++) {
        try (AuditIndex index = AuditIndex.open(Path.of(arguments[0]))) {
          int found = index.query(AuditQuery.all().atMost(10_000)).size();
          if (found < most) {
            throw new IllegalStateException("found fewer than before");
          }
          most = found;
        }
      }
      System.out.println("done");
    }
  }

  @Test
  void findsByEveryColumn() throws Exception {
    fill();
    try (AuditIndex index = AuditIndex.open(directory)) {
      assertEquals(List.of(4, 3, 2, 1), numbers(index, AuditQuery.all()));
      assertEquals(List.of(4, 2), numbers(index, by(Column.SERVER, "mail")));
      assertEquals(List.of(3, 1), numbers(index, by(Column.TOOL, "read_file")));
      assertEquals(List.of(4, 2), numbers(index, by(Column.OUTCOME, "blocked")));
      assertEquals(List.of(4, 2), numbers(index, by(Column.PHASE, "outcome")));
      assertEquals(List.of(3), numbers(index, by(Column.DECISION, "d-3")));
      assertEquals(List.of(4, 3, 2, 1), numbers(index, by(Column.METHOD, "tools/call")));
      assertEquals(List.of(4, 3, 2, 1), numbers(index, by(Column.PRINCIPAL, "local:anna")));
      assertEquals(List.of(), numbers(index, by(Column.SESSION, "another")));
      assertEquals(List.of(4, 3, 2, 1), numbers(index, by(Column.DIRECTION, "arguments")));
      assertEquals(List.of(4, 2), numbers(index, by(Column.RULE, "ASI-02-001")));
      assertEquals(List.of(4, 2), numbers(index, by(Column.RULE, "secrets.token")));
      assertEquals(List.of(2), numbers(index, by(Column.RULE, "secrets.token").until(TIME + 3)));
      assertEquals(List.of(), numbers(index, by(Column.RULE, "' OR 1=1 --")));
    }
  }

  @Test
  void findsByTimeInEitherOrderUpToALimit() throws Exception {
    fill();
    try (AuditIndex index = AuditIndex.open(directory)) {
      AuditQuery all = AuditQuery.all();
      assertEquals(List.of(3, 2), numbers(index, all.since(TIME + 2).until(TIME + 4)));
      assertEquals(List.of(1, 2, 3, 4), numbers(index, all.in(Order.OLDEST_FIRST)));
      assertEquals(List.of(4, 3), numbers(index, all.atMost(2)));
      assertThrows(IllegalArgumentException.class, () -> all.atMost(AuditQuery.LIMIT_MAX + 1));
    }
  }

  @Test
  void givesTheStoredLine() throws Exception {
    fill();
    try (AuditIndex index = AuditIndex.open(directory)) {
      AuditRow row = index.query(by(Column.DECISION, "d-2")).getFirst();
      Path segment = directory.resolve(row.segment() + ".jsonl");
      assertEquals(Files.readAllLines(segment).get((int) row.seq()), row.json());
      assertEquals("mail", row.server());
      assertEquals("send_email", row.tool());
      assertEquals("blocked", row.outcome());
      assertEquals("outcome", row.phase());
      assertEquals("tools/call", row.method());
      assertEquals("ASI-02-001", row.rule());
      assertEquals("no rule objects", row.reason());
      assertEquals(80, row.risk());
      assertEquals(TIME + 2, row.timeMillis());
      assertEquals(Samples.DIGEST, row.text("digest"));
      assertEquals(1, row.members().array("findings").orElseThrow().elements().size());
    }
  }

  @Test
  void followsALiveWriterByPosition() throws Exception {
    try (AuditLog log = open();
        AuditIndex index = AuditIndex.open(directory)) {
      long position = 0;
      for (int i = 1; i <= 5; i++) {
        log.record(Samples.allowed(i));
        List<AuditRow> rows =
            index.query(AuditQuery.all().in(Order.AS_INDEXED).after(position).atMost(2));
        assertEquals(1, rows.size());
        assertEquals("d-" + i, rows.getFirst().decision());
        position = rows.getLast().position();
      }
    }
  }

  @Test
  void indexesALineOnceItIsWhole() throws Exception {
    Path segment;
    try (AuditLog log = open()) {
      log.record(Samples.allowed(1));
      log.record(Samples.allowed(2));
      segment = log.segment();
    }
    byte[] whole = Files.readAllBytes(segment);
    Files.write(segment, java.util.Arrays.copyOf(whole, whole.length - 400));
    try (AuditIndex index = AuditIndex.open(directory)) {
      assertEquals(List.of(1), numbers(index, AuditQuery.all()));
      Files.write(segment, whole);
      assertEquals(List.of(2, 1), numbers(index, AuditQuery.all()));
    }
  }

  @Test
  void followsShortenedAndRemovedSegments() throws Exception {
    fill();
    try (AuditIndex index = AuditIndex.open(directory)) {
      assertEquals(4, numbers(index, AuditQuery.all()).size());
      Path first = segments().getFirst();
      List<String> lines = Files.readAllLines(first);
      Files.writeString(first, lines.get(0) + "\n" + lines.get(1) + "\n");
      assertEquals(List.of(4, 3, 1), numbers(index, AuditQuery.all()));
      assertEquals(List.of(4), numbers(index, by(Column.RULE, "secrets.token")));
      Files.delete(first);
      assertEquals(List.of(4, 3), numbers(index, AuditQuery.all()));
    }
  }

  @Test
  void skipsLinesThatAreNoRecords() throws Exception {
    fill();
    Path first = segments().getFirst();
    Files.writeString(first, Files.readString(first) + "rubbish\n{\"kind\":\"record\n[1]\n");
    try (AuditIndex index = AuditIndex.open(directory)) {
      assertEquals(List.of(4, 3, 2, 1), numbers(index, AuditQuery.all()));
    }
  }

  @Test
  void makesABrokenOrForeignIndexAgain() throws Exception {
    fill();
    Path file = directory.resolve("index.db");
    Files.writeString(file, "this is no database, is it? ".repeat(200));
    assertEquals(4, count());
    byte[] good = Files.readAllBytes(file);
    // Broken in the middle, behind a header that looks right.
    for (int i = 4096; i < good.length; i++) {
      good[i] = (byte) i;
    }
    Files.write(file, good);
    assertEquals(4, count());
    Files.delete(file);
    assertEquals(4, count());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void makesAnIndexOfAnotherVersionAgain() throws Exception {
    fill();
    assertEquals(4, count());
    try (var connection =
            java.sql.DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("index.db"));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertEquals(4, count());
  }

  @Test
  void aQueryDoesNotDisturbTheVerifier() throws Exception {
    fill();
    assertEquals(4, count());
    assertEquals(List.of(), AuditVerifier.verify(directory).problems());
  }

  @Test
  void processesMayQueryAtOnceWhileOneWrites() throws Exception {
    fill();
    try (ChildJvm one = ChildJvm.start(QueryingProcess.class, directory.toString());
        ChildJvm two = ChildJvm.start(QueryingProcess.class, directory.toString());
        AuditLog log = open()) {
      for (int i = 0; i < 500; i++) {
        log.record(Samples.allowed(100 + i));
        Thread.sleep(1);
      }
      assertEquals("done", one.line());
      assertEquals("done", two.line());
    }
    assertEquals(504, count());
  }

  @Test
  void queriesAFolderThatCannotBeWritten() throws Exception {
    var mounted = TinyDisk.mount(directory.resolve("disk"), 256);
    Path folder = Files.createDirectories(directory.resolve("disk/audit"));
    // Copied: a page that this process has mapped would keep the disk writable.
    try (AuditLog log = open()) {
      log.record(Samples.allowed(1));
    }
    for (Path file : List.of(segments().getFirst(), directory.resolve("newest"))) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    if (mounted.isPresent()) {
      try (TinyDisk disk = mounted.get()) {
        disk.makeReadOnly();
        assertFoundWithoutAFile(folder);
      }
    } else {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
      assertFoundWithoutAFile(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void assertFoundWithoutAFile(Path folder) throws AuditException {
    try (AuditIndex index = AuditIndex.open(folder)) {
      assertEquals(List.of(1), numbers(index, AuditQuery.all()));
    }
    assertFalse(Files.exists(folder.resolve("index.db")));
    assertEquals(List.of(), AuditVerifier.verify(folder).problems());
  }

  @Test
  void saysSoWhereThereIsNoFolder() {
    assertThrows(AuditException.class, () -> AuditIndex.open(directory.resolve("nowhere")));
  }

  @Test
  void readsFromMoreSegmentsThanItHoldsOpen() throws Exception {
    try (AuditLog log =
        AuditLog.open(directory, Durability.NORMAL, new AuditLog.Limits(1, 512, 32))) {
      for (int i = 1; i <= 100; i++) {
        log.record(Samples.allowed(i));
      }
    }
    try (AuditIndex index = AuditIndex.open(directory)) {
      assertEquals(100, index.query(AuditQuery.all().atMost(1_000)).size());
    }
  }

  private void fill() throws AuditException {
    for (int i = 1; i <= 4; i += 2) {
      try (AuditLog log = open()) {
        log.record(Samples.allowed(i));
        log.record(
            Samples.evidence(
                "outcome",
                "d-" + (i + 1),
                TIME + i + 1,
                "mail",
                "send_email",
                "blocked",
                "ASI-02-001",
                List.of(Samples.finding("/body", "secrets.token", Severity.BLOCK)),
                List.of()));
      }
    }
  }

  private AuditLog open() throws AuditException {
    return AuditLog.open(directory, Durability.NORMAL, AuditLog.Limits.STANDARD);
  }

  private int count() throws AuditException {
    try (AuditIndex index = AuditIndex.open(directory)) {
      return index.query(AuditQuery.all().atMost(1_000)).size();
    }
  }

  private static AuditQuery by(Column column, String value) {
    return AuditQuery.all().where(column, value);
  }

  private static List<Integer> numbers(AuditIndex index, AuditQuery query) throws AuditException {
    List<Integer> numbers = new ArrayList<>();
    for (AuditRow row : index.query(query)) {
      numbers.add(Integer.parseInt(row.decision().substring(2)));
    }
    return numbers;
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}
