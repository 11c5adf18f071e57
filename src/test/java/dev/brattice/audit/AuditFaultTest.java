package dev.brattice.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.audit.FaultyFile.Fault;
import dev.brattice.state.TinyDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class AuditFaultTest {
  @TempDir Path directory;

  private final FaultyFile.Switches switches = new FaultyFile.Switches();

  @ParameterizedTest
  @CsvSource({
    "BEFORE,false",
    "PART,false",
    "AFTER,false",
    "BEFORE,true",
    "PART,true",
    "AFTER,true"
  })
  void aFailedWriteIsToldAndTheChainGoesOn(Fault fault, boolean truncateFails) throws Exception {
    try (AuditLog log = open(Durability.NORMAL)) {
      log.record(Samples.allowed(1));
      switches.write = fault;
      switches.truncateFails = truncateFails;
      for (int i = 0; i < 3; i++) {
        AuditException refused =
            assertThrows(AuditException.class, () -> log.record(Samples.allowed(2)));
        assertTrue(refused.getMessage().startsWith("expected to record evidence in `"));
        assertFalse(refused.getMessage().contains("\n"));
      }
      // A reader in between finds a torn tail at worst.
      assertEquals(fault == Fault.AFTER && truncateFails ? 2 : 1, verify().records());
      assertEquals(List.of(), verify().problems());
      switches.write = Fault.NONE;
      switches.truncateFails = false;
      log.record(Samples.allowed(3));
      assertEquals(2, verify().records());
    }
    assertEquals(List.of(), verify().problems());
    assertEquals(2, verify().records());
    assertEquals(1, verify().segments());
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE", "AFTER"})
  void aFailedFlushIsToldToEverybodyAndItsSegmentIsGivenUp(Fault fault) throws Exception {
    try (AuditLog log = open(Durability.STRICT)) {
      log.record(Samples.allowed(1));
      switches.sync = fault;
      AuditException refused =
          assertThrows(AuditException.class, () -> log.record(Samples.allowed(2)));
      assertTrue(refused.getMessage().contains("expected to have evidence on the disk"));
      switches.sync = Fault.NONE;
      log.record(Samples.allowed(3));
    }
    VerificationReport report = verify();
    assertEquals(List.of(), report.problems());
    assertEquals(2, report.segments());
    // The record whose flush failed may stand there: evidence of a call that did not happen.
    assertEquals(3, report.records());
  }

  @Test
  void callersShareAFlush() throws Exception {
    int callers = 8;
    CountDownLatch firstFlush = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger returned = new AtomicInteger();
    try (AuditLog log = open(Durability.STRICT)) {
      int before = switches.syncs;
      switches.beforeSync =
          () -> {
            firstFlush.countDown();
            awaitQuietly(goOn);
          };
      List<Thread> threads = new ArrayList<>();
      threads.add(recordIn(log, 0, returned));
      assertTrue(firstFlush.await(20, TimeUnit.SECONDS));
      // The leader is in its flush: these are written, and wait for the next one together.
      for (int i = 1; i < callers; i++) {
        threads.add(recordIn(log, i, returned));
      }
      awaitRecords(callers);
      assertEquals(0, returned.get());
      goOn.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(callers, returned.get());
      assertTrue(switches.syncs - before <= 3, "flushed " + (switches.syncs - before) + " times");
      switches.beforeSync = () -> {};
    }
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void strictReturnsAfterAFlushThatCoversTheRecord() throws Exception {
    try (AuditLog log = open(Durability.STRICT)) {
      for (int i = 1; i <= 3; i++) {
        int before = switches.syncs;
        log.record(Samples.allowed(i));
        assertEquals(before + 1, switches.syncs);
      }
    }
  }

  @Test
  void normalDoesNotFlush() throws Exception {
    try (AuditLog log = open(Durability.NORMAL)) {
      int before = switches.syncs;
      log.record(Samples.allowed(1));
      assertEquals(before, switches.syncs);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aSealThatFailsLosesNothing(Fault fault) throws Exception {
    AuditLog log = open(Durability.NORMAL);
    log.record(Samples.allowed(1));
    switches.write = fault;
    if (fault == Fault.NONE) {
      log.close();
    } else {
      assertThrows(AuditException.class, log::close);
    }
    assertEquals(List.of(), verify().problems());
    assertEquals(1, verify().records());
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE", "PART", "AFTER"})
  void aHeaderThatFailsLeavesNothing(Fault fault) throws Exception {
    switches.write = fault;
    assertThrows(AuditException.class, () -> open(Durability.NORMAL));
    assertEquals(0, verify().segments());
    switches.write = Fault.NONE;
    try (AuditLog log = open(Durability.NORMAL)) {
      log.record(Samples.allowed(1));
    }
    assertEquals(List.of(), verify().problems());
    assertEquals(1, verify().segments());
  }

  @Test
  void aFullDiskIsToldAndLaterRecordsWorkAgain() throws Exception {
    Optional<TinyDisk> mounted = TinyDisk.mount(directory.resolve("disk"), 256);
    if (mounted.isEmpty()) {
      // Where nothing may be mounted, the tests with switches stand for it.
      aFailedWriteIsToldAndTheChainGoesOn(Fault.PART, false);
      return;
    }
    try (TinyDisk disk = mounted.get()) {
      Path folder = disk.path().resolve("audit");
      int recorded = 0;
      try (AuditLog log = AuditLog.open(folder, Durability.NORMAL, AuditLog.Limits.STANDARD)) {
        for (; recorded < 20; recorded++) {
          log.record(Samples.allowed(recorded));
        }
        Path filler = disk.fill();
        String sentence = "";
        for (int i = 0; i < 20; i++) {
          try {
            log.record(Samples.allowed(1_000 + i));
            recorded++;
          } catch (AuditException refused) {
            sentence = refused.getMessage();
          }
        }
        assertTrue(sentence.contains("the disk is full; free some space"), sentence);
        assertEquals(List.of(), AuditVerifier.verify(folder).problems());
        assertThrows(
            AuditException.class,
            () -> AuditLog.open(folder, Durability.NORMAL, AuditLog.Limits.STANDARD));
        Files.delete(filler);
        for (int i = 0; i < 20; i++, recorded++) {
          log.record(Samples.allowed(2_000 + i));
        }
      }
      VerificationReport report = AuditVerifier.verify(folder);
      assertEquals(List.of(), report.problems());
      assertEquals(recorded, report.records());
      assertEquals(1, report.segments());
    }
  }

  @Test
  void aReadOnlyFolderIsTold() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("disk/audit"));
    Optional<TinyDisk> mounted = TinyDisk.mount(directory.resolve("disk"), 256);
    if (mounted.isPresent()) {
      try (TinyDisk disk = mounted.get()) {
        disk.makeReadOnly();
        assertRefusedToOpen(folder, "the file system is read-only");
      }
    } else {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
      assertRefusedToOpen(folder, "permission was denied");
    }
  }

  @Test
  void aDeathBeforeTheSegmentHasItsNameLeavesNoGap() throws Exception {
    try (AuditLog log = open(Durability.NORMAL)) {
      log.record(Samples.allowed(1));
    }
    // What such a process leaves: a page, and the file without its name.
    HeadPage.create(
        directory.resolve("00000002-1800000000000-4711.head"), new Head(1, 10, Head.NO_HASH));
    Files.writeString(directory.resolve("segment.new"), "half a head");
    assertEquals(List.of(), verify().problems());
    assertEquals(1, verify().notes().size());
    try (AuditLog log = open(Durability.NORMAL)) {
      log.record(Samples.allowed(2));
    }
    assertEquals(List.of(), verify().problems());
    assertEquals(List.of(), verify().notes());
    assertEquals(2, verify().segments());
  }

  private static void assertRefusedToOpen(Path folder, String part) {
    AuditException refused =
        assertThrows(
            AuditException.class,
            () -> AuditLog.open(folder, Durability.NORMAL, AuditLog.Limits.STANDARD));
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }

  private static Thread recordIn(AuditLog log, int number, AtomicInteger returned) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                log.record(Samples.allowed(number));
                returned.incrementAndGet();
              } catch (AuditException refused) {
                throw new IllegalStateException(refused);
              }
            });
  }

  private void awaitRecords(int count) throws AuditException, InterruptedException {
    while (verify().records() < count) {
      Thread.sleep(5);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private AuditLog open(Durability durability) throws AuditException {
    return AuditLog.open(
        directory,
        durability,
        AuditLog.Limits.STANDARD,
        switches::create,
        InstantSource.system(),
        ProgramFacts.ofThisProcess());
  }

  private VerificationReport verify() throws AuditException {
    return AuditVerifier.verify(directory);
  }
}
