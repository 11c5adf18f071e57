package dev.brattice.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VoiceTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(7);

  private Voice voice(boolean quiet) {
    return new Voice(new PrintStream(out, true, StandardCharsets.UTF_8), quiet, nanos::get);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void countsWhatIsOverItsLinesASecond() {
    Voice voice = voice(false);
    for (int i = 0; i < Voice.LINES_PER_SECOND_MAX + 3; i++) {
      voice.accept("line " + i);
    }
    assertEquals(Voice.LINES_PER_SECOND_MAX, lines().size());
    nanos.addAndGet(1_000_000_001L);
    voice.accept("later");
    assertEquals("brattice: (3 more lines left out)", lines().get(Voice.LINES_PER_SECOND_MAX));
    assertEquals("brattice: later", lines().getLast());
  }

  @Test
  void whenQuietSaysProblemsOnly() {
    Voice voice = voice(true);
    voice.accept("news");
    assertTrue(lines().isEmpty());
    voice.problem("trouble");
    assertEquals(List.of("brattice: trouble"), lines());
  }
}
