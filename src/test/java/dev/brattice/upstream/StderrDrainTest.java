package dev.brattice.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class StderrDrainTest {
  private static List<String> drained(String text, LongSupplier nanos) {
    var out = new ByteArrayOutputStream();
    new StderrDrain(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            "s",
            line -> line.replace("hidden", "******"),
            nanos)
        .run();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void namesTheServerAndMasks() {
    assertEquals(List.of("[s] a ****** b"), drained("a hidden b\n", () -> 1));
  }

  @Test
  void countsWhatIsOverItsLinesASecond() {
    List<String> lines = drained("x\n".repeat(StderrDrain.LINES_PER_SECOND_MAX + 5), () -> 1);
    assertEquals(StderrDrain.LINES_PER_SECOND_MAX + 1, lines.size());
    assertEquals("[s] (5 more lines were left out)", lines.getLast());
  }

  @Test
  void speaksAgainInTheNextSecond() {
    var nanos = new AtomicLong();
    int count = 3 * StderrDrain.LINES_PER_SECOND_MAX;
    List<String> lines = drained("x\n".repeat(count), () -> nanos.addAndGet(10_000_000));
    assertEquals(count, lines.size());
  }

  @Test
  void leavesOutLinesThatAreTooLong() {
    int bound = StderrDrain.LINE_BYTES_MAX;
    String text = "y".repeat(bound) + "\n" + "z".repeat(bound + 1) + "\nafter\n";
    List<String> lines = drained(text, () -> 1);
    assertEquals("[s] " + "y".repeat(bound), lines.get(0));
    assertEquals("[s] (a line of " + (bound + 1) + " bytes was left out)", lines.get(1));
    assertEquals("[s] after", lines.get(2));
  }
}
