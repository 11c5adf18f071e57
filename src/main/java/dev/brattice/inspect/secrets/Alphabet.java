package dev.brattice.inspect.secrets;

/** A set of ASCII characters that a secret is spelt with. */
final class Alphabet {
  static final Alphabet DIGITS = of("0123456789");
  static final Alphabet HEX = of("0123456789abcdefABCDEF");
  static final Alphabet UPPER_DIGITS = of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  static final Alphabet BASE62 =
      of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  static final Alphabet BASE64 = BASE62.with("+/=");
  static final Alphabet WORD = BASE62.with("_");
  static final Alphabet URL = BASE62.with("_-");
  static final Alphabet DOTTED = BASE62.with("_-.");
  static final Alphabet NAME = DOTTED;

  private final long low;
  private final long high;

  private Alphabet(long low, long high) {
    this.low = low;
    this.high = high;
  }

  static Alphabet of(String characters) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c < 64) {
        low |= 1L << c;
      } else {
        high |= 1L << (c - 64);
      }
    }
    return new Alphabet(low, high);
  }

  Alphabet with(String more) {
    Alphabet added = of(more);
    return new Alphabet(low | added.low, high | added.high);
  }

  boolean has(char c) {
    return c < 64 ? (low >>> c & 1) != 0 : c < 0x80 && (high >>> (c - 64) & 1) != 0;
  }

  /**
   * One past the run of this alphabet's characters from {@code start}, {@code most} at the most.
   */
  int runEnd(String text, int start, int most) {
    int stop = (int) Math.min(text.length(), (long) start + most);
    int i = start;
    while (i < stop && has(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The start of the run of this alphabet's characters that ends at {@code end}. */
  int runStart(String text, int end, int most) {
    int stop = Math.max(0, end - most);
    int i = end;
    while (i > stop && has(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }
}
