package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Severity;
import dev.brattice.state.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class AuditLogTest {
  @TempDir Path directory;

  @Test
  void recordsVerifyAndAreForTheOwnerAlone() throws Exception {
    Path segment;
    try (AuditLog log = open()) {
      log.record(Samples.allowed(1));
      log.record(Samples.blocked(2));
      segment = log.segment();
    }
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(segment)));
    assertEquals(4, Files.readAllLines(segment).size());
    assertIntact(1, 2);
    assertEquals(
        List.of("lock", "newest", segment.getFileName().toString()).stream().sorted().toList(),
        names());
  }

  @Test
  void oneRecordIsOneLineWhateverItsTextsHold() throws Exception {
    try (AuditLog log = open()) {
      log.record(
          Samples.evidence(
              "intent",
              "a\nb\r\u2028\u2029\u0085\u0000\"\\",
              1,
              "größe 🙂",
              "\uD800 lone",
              "allowed",
              "\u007f",
              List.of(),
              List.of()));
    }
    assertIntact(1, 1);
  }

  @Test
  void cutsLongTextsAndLongListsAndKeepsTheWorstFindings() throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      findings.add(Samples.finding("/a", "secrets.note" + i, Severity.NOTE));
    }
    findings.add(Samples.finding("/a", "secrets.worst", Severity.BLOCK));
    Path segment;
    try (AuditLog log = open()) {
      log.record(
          Samples.evidence(
              "intent", "d", 1, "s", "x".repeat(1_000_000), "allowed", "r", findings, List.of()));
      segment = log.segment();
    }
    String line = Files.readAllLines(segment).get(1);
    assertTrue(line.contains("secrets.worst"));
    assertTrue(line.contains("\"findingsLeftOut\":69"));
    assertTrue(line.length() < 20_000);
    assertIntact(1, 1);
  }

  @Test
  void startsAnotherSegmentAtTheBound() throws Exception {
    try (AuditLog log =
        AuditLog.open(directory, Durability.NORMAL, new AuditLog.Limits(5_000, 512, 32))) {
      for (int i = 0; i < 50; i++) {
        log.record(Samples.allowed(i));
      }
    }
    VerificationReport report = verify();
    assertEquals(List.of(), report.problems());
    assertEquals(50, report.records());
    assertTrue(report.segments() > 5);
  }

  @Test
  void eachSegmentHoldsTheOneBeforeFast() throws Exception {
    try (AuditLog first = open()) {
      first.record(Samples.allowed(1));
      try (AuditLog second = open()) {
        second.record(Samples.allowed(2));
        first.record(Samples.allowed(3));
      }
    }
    try (AuditLog third = open()) {
      third.record(Samples.allowed(4));
      assertEquals(List.of(), verify().problems());
    }
    assertIntact(3, 4);
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    try (AuditLog log = open()) {
      inParallel(8, 1_000, log);
    }
    assertIntact(1, 8_000);
  }

  @Test
  void anInterruptedThreadRecordsToo() throws Exception {
    try (AuditLog log = open()) {
      Thread.currentThread().interrupt();
      log.record(Samples.allowed(1));
      assertTrue(Thread.interrupted());
      log.record(Samples.allowed(2));
    }
    assertIntact(1, 2);
  }

  @Test
  void refusesRecordsAfterItsEnd() throws Exception {
    AuditLog log = open();
    log.close();
    log.close();
    AuditException refused =
        assertThrows(AuditException.class, () -> log.record(Samples.allowed(1)));
    assertTrue(refused.getMessage().contains("it is closed"));
  }

  @Test
  void killedProcessesLoseNothingTheyAcknowledged() throws Exception {
    Set<String> acknowledged = new HashSet<>();
    for (int round = 0; round < 10; round++) {
      // Far more than it gets to write: the kill always comes in the middle.
      Durability durability = round % 2 == 0 ? Durability.NORMAL : Durability.STRICT;
      try (ChildJvm child =
          ChildJvm.start(
              RecordingProcess.class, directory.toString(), durability.name(), "1000000")) {
        int until = 100 + round * 100;
        for (String line = child.line(); !line.isEmpty(); line = child.line()) {
          acknowledged.add(round + "/" + line);
          if (Integer.parseInt(line) == until) {
            break;
          }
        }
        child.kill();
        for (String line : child.lines()) {
          acknowledged.add(round + "/" + line);
        }
      }
    }
    try (AuditLog after = open()) {
      after.record(Samples.allowed(1_000_000));
    }
    VerificationReport report = verify();
    assertEquals(List.of(), report.problems());
    assertEquals(11, report.segments());
    Set<String> found = new HashSet<>();
    List<Path> segments = segments();
    for (int round = 0; round < 10; round++) {
      for (String line : Files.readAllLines(segments.get(round))) {
        int at = line.indexOf("\"decision\":\"d-");
        if (at > 0) {
          found.add(round + "/" + line.substring(at + 14, line.indexOf('"', at + 14)));
        }
      }
    }
    acknowledged.removeAll(found);
    assertEquals(Set.of(), acknowledged);
  }

  @Test
  void noValueOfAMessageGetsIn() throws Exception {
    String token = "ghp_" + "a1B2c3D4e5F6".repeat(3);
    List<String> secrets =
        List.of(
            token, "AKIA" + "Q7RT2XW9PLM4ZK8N", "correct-horse-battery-4711", "4111111111111111");
    try (AuditLog log = open()) {
      for (String secret : secrets) {
        // The only texts of a message that evidence could take in are names of members.
        Finding named = Samples.finding("/env/" + secret + "/0", "secrets.token", Severity.BLOCK);
        log.record(
            Samples.evidence(
                "intent", "d", 1, "s", "t", "blocked", "r", List.of(named), List.of()));
      }
    }
    String all = Files.readString(segments().getFirst());
    for (String secret : secrets) {
      assertFalse(all.contains(secret), secret);
      assertFalse(all.contains(secret.substring(4, 14)), secret);
    }
    assertTrue(all.contains("\"pointer\":\"/env/*/0\""));
  }

  @Test
  void refusesAFolderThatIsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    AuditException refused =
        assertThrows(
            AuditException.class,
            () -> AuditLog.open(file, Durability.NORMAL, AuditLog.Limits.STANDARD));
    assertTrue(refused.getMessage().startsWith("expected to begin evidence in"));
  }

  private void inParallel(int threads, int each, AuditLog log) throws InterruptedException {
    List<Thread> running = new ArrayList<>();
    AtomicReference<String> failure = new AtomicReference<>("");
    for (int t = 0; t < threads; t++) {
      int number = t;
      running.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < each; i++) {
                        log.record(Samples.allowed(number * 1_000_000L + i));
                      }
                    } catch (AuditException refused) {
                      failure.set(refused.getMessage());
                    }
                  }));
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertEquals("", failure.get());
  }

  private AuditLog open() throws AuditException {
    return AuditLog.open(directory, Durability.NORMAL, AuditLog.Limits.STANDARD);
  }

  private VerificationReport verify() throws AuditException {
    return AuditVerifier.verify(directory);
  }

  private void assertIntact(int segments, long records) throws AuditException {
    VerificationReport report = verify();
    assertEquals(List.of(), report.problems());
    assertEquals(segments, report.segments());
    assertEquals(records, report.records());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}
