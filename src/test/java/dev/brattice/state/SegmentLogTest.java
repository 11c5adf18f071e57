package dev.brattice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SegmentLogTest {
  static final SegmentLog.Limits SMALL_MERGE = new SegmentLog.Limits(1 << 16, 1 << 20, 1 << 20, 4);

  private static final SegmentLog.Limits NO_MERGE =
      new SegmentLog.Limits(1 << 16, 1 << 20, 1 << 20, 1_000);

  @TempDir Path directory;

  @Test
  void deliversOwnEntriesOnceInOrder() throws Exception {
    try (SegmentLog log = open()) {
      append(log, "a");
      append(log, "b");
      assertEquals(List.of("a", "b"), poll(log));
      append(log, "c");
      assertEquals(List.of("c"), poll(log));
      assertEquals(List.of(), poll(log));
    }
  }

  @Test
  void deliversEntriesOfOthersAndOfEarlierRuns() throws Exception {
    try (SegmentLog earlier = open()) {
      append(earlier, "old");
    }
    try (SegmentLog one = open();
        SegmentLog other = open()) {
      append(one, "1");
      assertEquals(List.of("old", "1"), poll(other));
      append(other, "2");
      assertEquals(List.of("old", "1", "2"), poll(one));
      append(one, "3");
      assertEquals(List.of("2", "3"), sorted(poll(other)));
    }
  }

  @Test
  void createsNoSegmentBeforeTheFirstEntry() throws Exception {
    try (SegmentLog log = open()) {
      poll(log);
      assertEquals(List.of(), segments());
    }
  }

  @Test
  void keepsEntriesOfEveryLength() throws Exception {
    try (SegmentLog log = open()) {
      log.append(new byte[0]);
      log.append(new byte[1 << 16]);
      List<Integer> lengths = new ArrayList<>();
      assertEquals(2, log.poll(entry -> lengths.add(entry.length)));
      assertEquals(List.of(0, 1 << 16), lengths);
    }
  }

  @Test
  void refusesAnEntryBeyondTheBound() throws Exception {
    try (SegmentLog log = open(NO_MERGE)) {
      StateException refused =
          assertThrows(StateException.class, () -> log.append(new byte[(1 << 16) + 1]));
      assertTrue(refused.getMessage().contains("at most 65536 bytes"));
      append(log, "next");
      assertEquals(List.of("next"), poll(log));
    }
  }

  @Test
  void startsAnotherSegmentAtTheBound() throws Exception {
    var limits = new SegmentLog.Limits(100, 200, 1 << 20, 1_000);
    try (SegmentLog log = SegmentLog.open(directory, "tags", limits)) {
      for (int i = 0; i < 10; i++) {
        log.append(new byte[90]);
      }
      assertEquals(10, poll(log).size());
      assertEquals(10, segments().size());
    }
    try (SegmentLog log = SegmentLog.open(directory, "tags", limits)) {
      assertEquals(10, poll(log).size());
    }
  }

  @Test
  void skipsATornTailAndGoesOn() throws Exception {
    try (SegmentLog killed = open()) {
      append(killed, "whole");
      append(killed, "torn");
    }
    Path segment = segments().getFirst();
    truncate(segment, Files.size(segment) - 2);
    try (SegmentLog log = open()) {
      append(log, "live");
      assertEquals(List.of("whole", "live"), poll(log));
      append(log, "later");
      assertEquals(List.of("later"), poll(log));
      assertEquals(0, log.droppedSegments());
    }
  }

  @Test
  void everyTruncationLeavesAPrefix() throws Exception {
    try (SegmentLog killed = open()) {
      append(killed, "first");
      append(killed, "second");
    }
    Path segment = segments().getFirst();
    for (long size = Files.size(segment) - 1; size >= 0; size--) {
      truncate(segment, size);
      try (SegmentLog log = open()) {
        List<String> found = poll(log);
        assertTrue(List.of("first", "second").subList(0, found.size()).equals(found));
        assertTrue(found.size() < 2);
      }
    }
  }

  @Test
  void stepsOverADamagedEntryAndCountsIt() throws Exception {
    try (SegmentLog log = open()) {
      append(log, "first");
      append(log, "second");
      append(log, "third");
    }
    flip(segments().getFirst(), Frames.HEAD_BYTES + 13 + Frames.FRAME_HEAD_BYTES);
    try (SegmentLog log = open()) {
      assertEquals(List.of("first", "third"), poll(log));
      assertEquals(1, log.droppedSegments());
    }
  }

  @Test
  void countsADamageWithNothingWholeBehindIt() throws Exception {
    try (SegmentLog log = open()) {
      append(log, "first");
      append(log, "second");
    }
    flip(segments().getFirst(), Frames.HEAD_BYTES + 13 + Frames.FRAME_HEAD_BYTES);
    try (SegmentLog log = open()) {
      assertEquals(List.of("first"), poll(log));
      assertEquals(1, log.droppedSegments());
    }
  }

  @Test
  void ignoresForeignFiles() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("tags"));
    Files.writeString(folder.resolve("notes.txt"), "hello");
    Files.writeString(folder.resolve("000000000001.seg"), "this is not a segment, is it?");
    Files.writeString(folder.resolve("000000000002.seg"), "short");
    try (SegmentLog log = open()) {
      append(log, "mine");
      assertEquals(List.of("mine"), poll(log));
    }
    assertTrue(Files.exists(folder.resolve("000000000001.seg")));
  }

  @Test
  void refusesAForeignControlPage() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("tags"));
    Files.writeString(folder.resolve("control"), "short");
    StateException short5 = assertThrows(StateException.class, this::open);
    assertTrue(short5.getMessage().contains("found 5 bytes"), short5.getMessage());
    Files.write(folder.resolve("control"), new byte[4096]);
    assertThrows(StateException.class, this::open);
  }

  @Test
  void refusesWhenTheControlPageIsReplaced() throws Exception {
    try (SegmentLog log = open()) {
      append(log, "before");
      Files.move(directory.resolve("tags/control"), directory.resolve("tags/control.old"));
      Thread.sleep(1_100);
      StateException refused = assertThrows(StateException.class, () -> poll(log));
      assertTrue(refused.getMessage().contains("moved or deleted"), refused.getMessage());
      assertThrows(StateException.class, () -> append(log, "after"));
    }
    // A new page gives numbers above those in use, and finds what there was.
    try (SegmentLog log = open()) {
      append(log, "next");
      assertEquals(List.of("before", "next"), poll(log));
    }
  }

  @Test
  void mergesFinishedSegmentsAndDeliversTheirEntriesOnce() throws Exception {
    try (SegmentLog watching = open(SMALL_MERGE)) {
      for (int i = 0; i < 6; i++) {
        try (SegmentLog log = open(NO_MERGE)) {
          append(log, "e" + i);
        }
        if (i == 2) {
          assertEquals(List.of("e0", "e1", "e2"), poll(watching));
        }
      }
      try (SegmentLog merging = open(SMALL_MERGE)) {
        assertEquals(1, segments().size());
        assertTrue(segments().getFirst().toString().endsWith(".merged"));
        assertEquals(List.of("e0", "e1", "e2", "e3", "e4", "e5"), poll(merging));
      }
      assertEquals(List.of("e3", "e4", "e5"), poll(watching));
      assertEquals(0, watching.droppedSegments());
    }
  }

  @Test
  void neverMergesALiveSegment() throws Exception {
    try (SegmentLog live = open(NO_MERGE)) {
      append(live, "live 1");
      for (int i = 0; i < 4; i++) {
        try (SegmentLog log = open(NO_MERGE)) {
          append(log, "e" + i);
        }
      }
      try (SegmentLog merging = open(SMALL_MERGE)) {
        assertEquals(2, segments().size());
        assertEquals(5, poll(merging).size());
        append(live, "live 2");
        assertEquals(List.of("live 2"), poll(merging));
      }
    }
  }

  @Test
  void crashBetweenMergeAndDeletionDeliversOnce() throws Exception {
    List<Path> before = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      try (SegmentLog log = open(NO_MERGE)) {
        append(log, "e" + i);
      }
    }
    Path aside = Files.createDirectories(directory.resolve("aside"));
    for (Path segment : segments()) {
      before.add(Files.copy(segment, aside.resolve(segment.getFileName())));
    }
    open(SMALL_MERGE).close();
    for (Path segment : before) {
      Files.copy(segment, directory.resolve("tags").resolve(segment.getFileName()));
    }
    try (SegmentLog log = open(NO_MERGE)) {
      assertEquals(List.of("e0", "e1", "e2", "e3"), poll(log));
    }
    // The next merge clears them away and keeps one of each.
    try (SegmentLog log = open(SMALL_MERGE)) {
      assertEquals(1, segments().size());
      assertEquals(List.of("e0", "e1", "e2", "e3"), poll(log));
    }
  }

  @Test
  void dropsTheOldestSegmentsBeyondTheBoundAndCountsThem() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (SegmentLog log = open(NO_MERGE)) {
        log.append(new byte[10_000 + i]);
      }
    }
    var tight = new SegmentLog.Limits(1 << 16, 1 << 20, 25_000, 1_000);
    try (SegmentLog log = SegmentLog.open(directory, "tags", tight)) {
      List<Integer> lengths = new ArrayList<>();
      log.poll(entry -> lengths.add(entry.length));
      assertEquals(List.of(10_003, 10_004), lengths);
      assertEquals(3, log.droppedSegments());
    }
  }

  @Test
  void mergeBeyondTheBoundRemembersWhatItDropped() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (SegmentLog log = open(NO_MERGE)) {
        log.append(new byte[10_000 + i]);
      }
    }
    var tight = new SegmentLog.Limits(1 << 16, 1 << 20, 50_000, 4);
    try (SegmentLog log = SegmentLog.open(directory, "tags", tight)) {
      List<Integer> lengths = new ArrayList<>();
      log.poll(entry -> lengths.add(entry.length));
      assertEquals(List.of(10_003, 10_004), lengths);
      assertEquals(3, log.droppedSegments());
    }
    try (SegmentLog log = open(NO_MERGE)) {
      assertEquals(2, poll(log).size());
      assertEquals(3, log.droppedSegments());
    }
  }

  @Test
  void appendsAfterAnInterruption() throws Exception {
    try (SegmentLog log = open()) {
      append(log, "before");
      Thread.currentThread().interrupt();
      append(log, "while");
      List<String> found = poll(log);
      assertTrue(Thread.interrupted());
      append(log, "after");
      assertEquals(List.of("before", "while"), found);
      assertEquals(List.of("after"), poll(log));
    }
  }

  @Test
  void deliversAgainWhatAConsumerCouldNotTake() throws Exception {
    try (SegmentLog log = open()) {
      append(log, "a");
      append(log, "b");
      assertThrows(
          IllegalStateException.class,
          () ->
              log.poll(
                  entry -> {
                    throw new IllegalStateException("not now");
                  }));
      assertEquals(List.of("a", "b"), poll(log));
    }
  }

  @Test
  void threadsThatAppendAndPollLoseNothing() throws Exception {
    int threads = 8;
    int each = 500;
    try (SegmentLog writer = open();
        SegmentLog reader = open()) {
      AtomicInteger delivered = new AtomicInteger();
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int number = t;
        running.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        for (int i = 0; i < each; i++) {
                          append(writer, number + "-" + i);
                          reader.poll(entry -> delivered.incrementAndGet());
                        }
                      } catch (StateException broken) {
                        throw new IllegalStateException(broken);
                      }
                    }));
      }
      for (Thread thread : running) {
        thread.join();
      }
      reader.poll(entry -> delivered.incrementAndGet());
      assertEquals(threads * each, delivered.get());
    }
  }

  @Test
  void twoProcessesSeeEachOthersEntriesAtOnce() throws Exception {
    try (SegmentLog here = open();
        ChildJvm there = ChildJvm.start(LogProcess.class, directory.toString())) {
      assertEquals("ready", there.line());
      for (int i = 0; i < 50; i++) {
        append(here, "here" + i);
        there.say("poll");
        assertEquals("1 here" + i, there.line());
        there.say("append there" + i);
        assertEquals("done", there.line());
        assertEquals(Set.of("here" + i, "there" + i), new HashSet<>(poll(here)));
        there.say("poll");
        assertEquals("1 there" + i, there.line());
      }
    }
  }

  @Test
  void killedProcessesLoseNothingAcknowledgedAndDoNotBreakTheLiving() throws Exception {
    Set<String> delivered = new HashSet<>();
    int count = 0;
    try (SegmentLog here = open(SMALL_MERGE)) {
      for (int round = 0; round < 6; round++) {
        try (ChildJvm one = ChildJvm.start(LogProcess.class, directory.toString());
            ChildJvm two = ChildJvm.start(LogProcess.class, directory.toString())) {
          assertEquals("ready", one.line());
          assertEquals("ready", two.line());
          one.say("many 500");
          two.say("many 500");
          append(here, "here" + round);
          assertEquals("done", one.line());
          assertEquals("done", two.line());
          count += here.poll(entry -> delivered.add(new String(entry, StandardCharsets.UTF_8)));
          one.say("many 100000");
          two.kill();
          one.kill();
        }
      }
      // The last two kills came in the middle of appending: whatever came through is whole.
      count += here.poll(entry -> delivered.add(new String(entry, StandardCharsets.UTF_8)));
      assertEquals(count, delivered.size());
      assertTrue(count >= 6 * 1_001, "found " + count);
      assertEquals(0, here.droppedSegments());
      for (String entry : delivered) {
        assertTrue(entry.startsWith("p") || entry.startsWith("here"), entry);
      }
    }
    assertTrue(segments().stream().anyMatch(path -> path.toString().endsWith(".merged")));
  }

  private SegmentLog open() throws StateException {
    return open(SegmentLog.Limits.STANDARD);
  }

  private SegmentLog open(SegmentLog.Limits limits) throws StateException {
    return SegmentLog.open(directory, "tags", limits);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("tags"))) {
      return files
          .filter(path -> path.toString().endsWith(".seg") || path.toString().endsWith(".merged"))
          .sorted()
          .toList();
    }
  }

  private static void append(SegmentLog log, String text) throws StateException {
    log.append(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> poll(SegmentLog log) throws StateException {
    List<String> entries = new ArrayList<>();
    int count = log.poll(entry -> entries.add(new String(entry, StandardCharsets.UTF_8)));
    assertEquals(count, entries.size());
    return entries;
  }

  private static List<String> sorted(List<String> entries) {
    return entries.stream().sorted().toList();
  }

  private static void truncate(Path file, long size) throws IOException {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void flip(Path file, long at) throws IOException {
    try (var random = new RandomAccessFile(file.toFile(), "rw")) {
      random.seek(at);
      int b = random.read();
      random.seek(at);
      random.write(b ^ 1);
    }
  }
}
