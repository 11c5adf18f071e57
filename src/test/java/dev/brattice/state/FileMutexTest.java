package dev.brattice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileMutexTest {
  @TempDir Path directory;

  /** Holds the lock until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws StateException, IOException {
      try (FileMutex held = FileMutex.acquire(Path.of(arguments[0]))) {
        held.requireHeld();
        System.out.println("held");
        System.in.read();
      }
    }
  }

  @Test
  void waitsAtMostSoLongForAnotherProcessAndGetsTheLockWhenThatDies() throws Exception {
    Path file = directory.resolve("lock");
    try (ChildJvm other = ChildJvm.start(Holder.class, file.toString())) {
      assertEquals("held", other.line());
      StateException refused =
          assertThrows(StateException.class, () -> FileMutex.acquire(file, 50));
      assertTrue(refused.getMessage().contains("within 50 ms"), refused.getMessage());
      HomeTest.assertOneSentence(refused.getMessage());
      assertTrue(FileMutex.tryAcquire(file).isEmpty());
      other.kill();
      FileMutex.acquire(file).close();
    }
  }

  @Test
  void excludesThreadsOfOneProcess() throws Exception {
    Path file = directory.resolve("lock");
    int[] counter = {0};
    List<Thread> threads = new ArrayList<>();
    AtomicReference<String> failure = new AtomicReference<>("");
    for (int t = 0; t < 4; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 50; i++) {
                      try (FileMutex held = FileMutex.acquire(file)) {
                        held.requireHeld();
                        counter[0]++;
                      } catch (StateException refused) {
                        failure.set(refused.getMessage());
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals("", failure.get());
    assertEquals(200, counter[0]);
  }

  @Test
  void givesUpOnAThreadOfThisProcess() throws Exception {
    Path file = directory.resolve("lock");
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread holder =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (FileMutex mutex = FileMutex.acquire(file)) {
                    mutex.requireHeld();
                    held.countDown();
                    done.await();
                  } catch (StateException | InterruptedException failed) {
                    throw new IllegalStateException(failed);
                  }
                });
    held.await();
    assertTrue(FileMutex.tryAcquire(file).isEmpty());
    done.countDown();
    holder.join();
    FileMutex.tryAcquire(file).orElseThrow().close();
  }

  @Test
  void survivesAnInterruption() throws Exception {
    Path file = directory.resolve("lock");
    Thread.currentThread().interrupt();
    FileMutex.acquire(file).close();
    assertTrue(Thread.interrupted());
  }

  @Test
  void refusesToNest() throws Exception {
    try (FileMutex outer = FileMutex.acquire(directory.resolve("one"))) {
      outer.requireHeld();
      assertThrows(IllegalStateException.class, () -> FileMutex.acquire(directory.resolve("two")));
    }
  }
}
