package dev.brattice.call;

import dev.brattice.json.Json;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonString;

/**
 * The id of a request with its JSON type and spelling, which survive. Whether an answer belongs to
 * a request is a matter of {@link #correlation()}: many peers read {@code 1.0} and answer {@code
 * 1}.
 */
public record RequestId(Json value) {
  /** Numbers spelt in at most so many characters are exact in every peer's arithmetic. */
  private static final int EXACT_CHARS_MAX = 15;

  private static final double EXACT_MAX = 1e15;

  /** Whether JSON-RPC 2.0 allows {@code value} as an id. */
  public static boolean isId(Json value) {
    return value instanceof JsonString || value instanceof JsonNumber || value == JsonNull.NULL;
  }

  public RequestId {
    if (!isId(value)) {
      throw new IllegalArgumentException("expected a string, a number or null as a request id");
    }
  }

  /**
   * What requests and answers are matched by: strings by their text, numbers by their value as IEEE
   * 754 doubles, which is how JavaScript peers read them and give them back. Two numbers that such
   * a peer cannot tell apart are one id; one that overflows is what it gives back, null.
   */
  public String correlation() {
    if (value instanceof JsonString string) {
      return "s" + string.value();
    }
    if (!(value instanceof JsonNumber number)) {
      return "null";
    }
    String spelling = number.spelling();
    if (isShortInteger(spelling)) {
      return "n" + spelling;
    }
    double read = Double.parseDouble(spelling);
    if (Double.isInfinite(read)) {
      return "null";
    }
    return read == Math.rint(read) && Math.abs(read) < EXACT_MAX ? "n" + (long) read : "n" + read;
  }

  private static boolean isShortInteger(String spelling) {
    if (spelling.length() > EXACT_CHARS_MAX || spelling.equals("-0")) {
      return false;
    }
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      if ((c < '0' || c > '9') && !(c == '-' && i == 0)) {
        return false;
      }
    }
    return true;
  }
}
