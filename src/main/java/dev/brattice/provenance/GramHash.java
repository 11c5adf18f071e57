package dev.brattice.provenance;

import dev.brattice.bytes.Bytes;
import dev.brattice.crypto.FingerprintKey;
import java.nio.charset.StandardCharsets;

/**
 * Keyed 64-bit hashes of folded text. Symbols, base and salts derive from the deployment's key, so
 * nobody without it can craft a collision or read a fingerprint. Immutable.
 */
final class GramHash {
  private static final String PURPOSE = "provenance/1";
  private static final int ASCII = 128;
  private static final int POWERS_KEPT = 64;

  private final long base;
  private final long inverse;
  private final long otherSymbols;
  private final long[] salts = new long[Use.values().length];
  private final long[] ascii = new long[ASCII];
  private final long[] powers = new long[POWERS_KEPT];

  /** What a hash stands for: hashes of different uses never meet. */
  enum Use {
    /** A window of a value. */
    VALUE_GRAM(0),
    /** A window of a document. */
    TEXT_GRAM(1),
    /** A whole folded value. */
    WHOLE(2),
    /** A value as it was spelt. */
    RAW(3),
    /** A short value as it was spelt, but for its case. */
    LOWER(4);

    private final int salt;

    Use(int salt) {
      this.salt = salt;
    }
  }

  GramHash(FingerprintKey key) {
    Words words = new Words(key);
    // Odd, so that it has an inverse; 5 modulo 8, so that its powers have the longest period.
    base = (words.next() & ~7L) | 5;
    inverse = inverse(base);
    otherSymbols = words.next();
    for (int i = 0; i < salts.length; i++) {
      salts[i] = words.next();
    }
    for (int i = 0; i < ASCII; i++) {
      ascii[i] = words.next();
    }
    powers[0] = 1;
    for (int i = 1; i < POWERS_KEPT; i++) {
      powers[i] = powers[i - 1] * base;
    }
  }

  /** The value of one unit. */
  long symbol(char unit) {
    return unit < ASCII ? ascii[unit] : mix(otherSymbols + unit * 0x9E3779B97F4A7C15L);
  }

  /** Writes the values of the first {@code length} units to {@code symbols}. */
  void symbols(char[] units, int length, long[] symbols) {
    for (int i = 0; i < length; i++) {
      symbols[i] = symbol(units[i]);
    }
  }

  /** The polynomial hash of a text one unit longer than that of {@code hash}. */
  long append(long hash, long symbol) {
    return hash * base + symbol;
  }

  /** The polynomial hash of a text's last {@code length} units, given two of its prefixes'. */
  long between(long shorter, long longer, int length) {
    return longer - shorter * power(length);
  }

  /** The base to the power of {@code exponent}. */
  long power(int exponent) {
    if (exponent < POWERS_KEPT) {
      return powers[exponent];
    }
    long result = 1;
    long square = base;
    for (int e = exponent; e > 0; e >>= 1) {
      if ((e & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  long inverse() {
    return inverse;
  }

  long base() {
    return base;
  }

  long salt(Use use) {
    return salts[use.salt];
  }

  /** The fingerprint of a text of {@code length} units with this polynomial hash. */
  long finish(Use use, long hash, int length) {
    return mix((hash + length) ^ salt(use));
  }

  /** The fingerprint of the folded units {@code [from, to)}. */
  long whole(char[] units, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = append(hash, symbol(units[i]));
    }
    return finish(Use.WHOLE, hash, to - from);
  }

  /** The fingerprint of {@code text}'s span {@code [from, to)} as it is spelt. */
  long raw(String text, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = append(hash, symbol(text.charAt(i)));
    }
    return finish(Use.RAW, hash, to - from);
  }

  /** The same for its lower-case spelling. */
  long lower(String text, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = append(hash, symbol(Character.toLowerCase(text.charAt(i))));
    }
    return finish(Use.LOWER, hash, to - from);
  }

  /** A bijection without fixed structure. */
  static long mix(long value) {
    long x = value;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  /** Newton's iteration doubles the correct bits each time; an odd number is right in three. */
  private static long inverse(long odd) {
    long x = odd;
    for (int i = 0; i < 5; i++) {
      x *= 2 - odd * x;
    }
    return x;
  }

  /** 64-bit words from the key, four of each block. */
  private static final class Words {
    private final FingerprintKey key;
    private Bytes block = Bytes.empty();
    private int count;

    Words(FingerprintKey key) {
      this.key = key;
    }

    long next() {
      int at = (count & 3) * Long.BYTES;
      if (at == 0) {
        byte[] number = Integer.toString(count >> 2).getBytes(StandardCharsets.UTF_8);
        block = key.fingerprint(PURPOSE, number);
      }
      count++;
      long word = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        word = (word << 8) | (block.at(at + i) & 0xFF);
      }
      return word;
    }
  }
}
