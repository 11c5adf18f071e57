package dev.brattice.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Points in time as people write them. */
final class Times {
  private Times() {}

  /**
   * Reads {@code text}.
   *
   * @param nowMillis what durations count back from
   * @return milliseconds since 1970 UTC
   */
  static long parse(String text, long nowMillis) throws CommandException {
    try {
      if (text.indexOf('T') > 0) {
        return text.endsWith("Z")
            ? Instant.parse(text).toEpochMilli()
            : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
      }
      if (text.indexOf('-') > 0) {
        return LocalDate.parse(text)
            .atStartOfDay(ZoneId.systemDefault())
            .toInstant()
            .toEpochMilli();
      }
      char unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
      long count = Long.parseLong(text.substring(0, Math.max(0, text.length() - 1)));
      return nowMillis
          - switch (unit) {
            case 's' -> Duration.ofSeconds(count).toMillis();
            case 'm' -> Duration.ofMinutes(count).toMillis();
            case 'h' -> Duration.ofHours(count).toMillis();
            case 'd' -> Duration.ofDays(count).toMillis();
            default -> throw new NumberFormatException();
          };
    } catch (DateTimeException | NumberFormatException | ArithmeticException wrong) {
      throw new CommandException(
          ExitCode.USAGE,
          "expected a time such as 15m, 24h, 7d or 2026-11-24T10:00:00Z, got `" + text + "`");
    }
  }
}
