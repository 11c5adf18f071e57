package dev.brattice.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final long NOW = 1_800_000_000_000L;

  @ParameterizedTest
  @CsvSource({"0s, 0", "90s, 90", "15m, 900", "24h, 86400", "7d, 604800"})
  void countsDurationsBackFromNow(String text, long seconds) throws CommandException {
    assertEquals(NOW - seconds * 1_000, Times.parse(text, NOW));
  }

  @Test
  void readsMomentsWithAnOffset() throws CommandException {
    long expected = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
    assertEquals(expected, Times.parse("2026-11-24T10:00:00Z", NOW));
    assertEquals(expected, Times.parse("2026-11-24T11:00:00+01:00", NOW));
    assertEquals(expected + 250, Times.parse("2026-11-24T10:00:00.250Z", NOW));
  }

  @Test
  void takesTheMachinesZoneWithoutOne() throws CommandException {
    ZoneId here = ZoneId.systemDefault();
    assertEquals(
        LocalDateTime.parse("2026-11-24T10:00").atZone(here).toInstant().toEpochMilli(),
        Times.parse("2026-11-24T10:00", NOW));
    assertEquals(
        LocalDate.parse("2026-11-24").atStartOfDay(here).toInstant().toEpochMilli(),
        Times.parse("2026-11-24", NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "-5m",
        "+5m",
        "5",
        "5w",
        "5 m",
        "yesterday",
        "2026-13-01",
        "2026-11-24T25:00:00Z",
        "2026-11-24T10:00:00Zulu",
        "99999999999999999999d",
        "9223372036854775807d",
        "T10:00"
      })
  void refusesEverythingElseWithoutRepeatingIt(String text) {
    CommandException refused = assertThrows(CommandException.class, () -> Times.parse(text, NOW));
    assertEquals(ExitCode.USAGE, refused.code());
    assertTrue(
        text.length() < 3 || !String.valueOf(refused.getMessage()).contains("`" + text), text);
  }
}
