package dev.brattice.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Points in time as people write them. */
final class Times {
  private Times() {}

  /**
   * Reads {@code text}: a duration that counts back from now, a day, or a time with or without an
   * offset; without one it is this machine's.
   *
   * @param nowMillis what durations count back from
   * @return milliseconds since 1970 UTC
   */
  static long parse(String text, long nowMillis) throws CommandException {
    try {
      if (text.indexOf('T') > 0) {
        return moment(text);
      }
      return text.indexOf('-') > 0
          ? millis(LocalDate.parse(text).atStartOfDay())
          : Math.subtractExact(nowMillis, ago(text));
    } catch (DateTimeException | NumberFormatException | ArithmeticException wrong) {
      throw new CommandException(
          ExitCode.USAGE,
          "expected a time such as 15m, 24h, 7d, 2026-11-24 or 2026-11-24T10:00:00Z, got"
              + " something else");
    }
  }

  private static long moment(String text) {
    TemporalAccessor read =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof LocalDateTime local
        ? millis(local)
        : OffsetDateTime.from(read).toInstant().toEpochMilli();
  }

  private static long millis(LocalDateTime local) {
    return local.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
  }

  private static long ago(String text) {
    if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
      throw new NumberFormatException();
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count).toMillis();
      case 'm' -> Duration.ofMinutes(count).toMillis();
      case 'h' -> Duration.ofHours(count).toMillis();
      case 'd' -> Duration.ofDays(count).toMillis();
      default -> throw new NumberFormatException();
    };
  }
}
