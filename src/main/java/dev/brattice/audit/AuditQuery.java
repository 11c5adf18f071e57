package dev.brattice.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which records are wanted.
 *
 * @param equal columns that must have exactly these values
 * @param sinceMillis the earliest time, milliseconds since 1970 UTC
 * @param untilMillis the first time that is too late
 * @param afterPosition only records that were indexed after this position; 0 for all
 * @param order in which order
 * @param limit how many at most
 */
public record AuditQuery(
    Map<Column, String> equal,
    OptionalLong sinceMillis,
    OptionalLong untilMillis,
    long afterPosition,
    Order order,
    int limit) {
  /** No query gives more rows than this. */
  public static final int LIMIT_MAX = 10_000;

  private static final int LIMIT_USUAL = 100;

  public AuditQuery {
    equal = Map.copyOf(equal);
    if (limit < 1 || limit > LIMIT_MAX || afterPosition < 0) {
      throw new IllegalArgumentException(
          "expected a limit of 1 to " + LIMIT_MAX + " rows and a position of 0 or more");
    }
  }

  /** What records can be chosen by. */
  public enum Column {
    PHASE,
    DECISION,
    PRINCIPAL,
    SESSION,
    SERVER,
    DIRECTION,
    METHOD,
    TOOL,
    OUTCOME,
    /** The policy rule that decided, or the rule of any finding. */
    RULE
  }

  /** What comes first. */
  public enum Order {
    /** By time, the latest first. */
    NEWEST_FIRST,
    /** By time, the earliest first. */
    OLDEST_FIRST,
    /** By position: who follows along with {@link #after} misses nothing at the limit. */
    AS_INDEXED
  }

  /** The newest hundred of all. */
  public static AuditQuery all() {
    return new AuditQuery(
        Map.of(), OptionalLong.empty(), OptionalLong.empty(), 0, Order.NEWEST_FIRST, LIMIT_USUAL);
  }

  /** This query, only where {@code column} is {@code value}. */
  public AuditQuery where(Column column, String value) {
    Map<Column, String> more = new EnumMap<>(Column.class);
    more.putAll(equal);
    more.put(column, value);
    return new AuditQuery(more, sinceMillis, untilMillis, afterPosition, order, limit);
  }

  /** This query, only from {@code millis} on. */
  public AuditQuery since(long millis) {
    return new AuditQuery(equal, OptionalLong.of(millis), untilMillis, afterPosition, order, limit);
  }

  /** This query, only before {@code millis}. */
  public AuditQuery until(long millis) {
    return new AuditQuery(equal, sinceMillis, OptionalLong.of(millis), afterPosition, order, limit);
  }

  /** This query, only what was indexed after {@code position}: for following along. */
  public AuditQuery after(long position) {
    return new AuditQuery(equal, sinceMillis, untilMillis, position, order, limit);
  }

  /** This query in another order. */
  public AuditQuery in(Order other) {
    return new AuditQuery(equal, sinceMillis, untilMillis, afterPosition, other, limit);
  }

  /** This query with at most {@code rows} rows. */
  public AuditQuery atMost(int rows) {
    return new AuditQuery(equal, sinceMillis, untilMillis, afterPosition, order, rows);
  }
}
