package dev.brattice.json;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** A JSON number as it was spelt: {@code 1.10}, {@code 1e400} and 2^53+1 survive. */
public record JsonNumber(String spelling) implements Json {

  /** The number {@code value} in its shortest decimal spelling. */
  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /**
   * The exact value, where it is a whole number that fits 64 bits and is spelt without exponent.
   */
  public OptionalLong asLong() {
    int length = spelling.length();
    if (length == 0 || length > 20) {
      return OptionalLong.empty();
    }
    for (int i = spelling.charAt(0) == '-' ? 1 : 0; i < length; i++) {
      char c = spelling.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalLong.empty();
      }
    }
    try {
      return OptionalLong.of(Long.parseLong(spelling));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** The exact value. An exponent can make it huge: never expand it to digits. */
  public BigDecimal asDecimal() {
    return new BigDecimal(spelling);
  }
}
