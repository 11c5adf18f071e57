package dev.brattice.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaintTest {
  @Test
  void coloursOnATerminalUnlessItsUserWantsNone() {
    assertFalse(Paint.isWanted(Map.of("TERM", "xterm")));
    System.setProperty(Paint.TERMINAL_PROPERTY, "true");
    try {
      assertTrue(Paint.isWanted(Map.of("TERM", "xterm")));
      assertFalse(Paint.isWanted(Map.of("TERM", "xterm", "NO_COLOR", "1")));
      assertFalse(Paint.isWanted(Map.of("TERM", "dumb")));
    } finally {
      System.clearProperty(Paint.TERMINAL_PROPERTY);
    }
  }

  @Test
  void plainTextHasNoControlCharacters() {
    assertEquals("  passed  what  aside\n", painted(false));
    assertTrue(painted(true).contains("\u001b[32m"), painted(true));
  }

  private static String painted(boolean colour) {
    var out = new ByteArrayOutputStream();
    new Paint(new PrintStream(out, true, StandardCharsets.UTF_8), colour).passed("what", "aside");
    return out.toString(StandardCharsets.UTF_8);
  }
}
