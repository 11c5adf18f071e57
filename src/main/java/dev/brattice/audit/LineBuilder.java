package dev.brattice.audit;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Builds one line of compact JSON in a buffer that is used again. Spells strings as {@link
 * dev.brattice.json.JsonWriter} does, so that reading and writing a line gives the same bytes.
 */
final class LineBuilder {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HASH_MEMBER = ascii(",\"hash\":\"");

  /** A buffer that grew beyond this is given back after the line. */
  private static final int KEPT_BYTES_MAX = 64 << 10;

  private static final int START_BYTES = 2048;
  private static final long WHOLE = 1000;

  private byte[] out = new byte[START_BYTES];
  private int length;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The line; valid up to {@link #length()}, until the next one. */
  byte[] bytes() {
    return out;
  }

  /** The length of the line. */
  int length() {
    return length;
  }

  /** Begins another line. */
  LineBuilder restart() {
    length = 0;
    if (out.length > KEPT_BYTES_MAX) {
      out = new byte[START_BYTES];
    }
    return this;
  }

  /** Appends bytes as they are. */
  LineBuilder raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, out, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** Appends a whole number. */
  LineBuilder number(long value) {
    if (value == Long.MIN_VALUE) {
      return raw(ascii("-9223372036854775808"));
    }
    reserve(20);
    long rest = value;
    if (rest < 0) {
      out[length++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long power = rest; power >= 10; power /= 10) {
      digits++;
    }
    length += digits;
    for (int at = length - 1; digits > 0; digits--, at--) {
      out[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return this;
  }

  /** Appends a number between 0 and 1 to three decimals, without zeros at the end. */
  LineBuilder fraction(double value) {
    long thousandths = Math.round(value * WHOLE);
    if (thousandths <= 0) {
      return raw('0');
    }
    if (thousandths >= WHOLE) {
      return raw('1');
    }
    raw('0').raw('.');
    for (long digit = WHOLE / 10; thousandths > 0; digit /= 10) {
      raw('0' + (int) (thousandths / digit));
      thousandths %= digit;
    }
    return this;
  }

  /** Appends a string, cut after {@code charsMax} UTF-16 units and then ended with an ellipsis. */
  @SuppressWarnings("deprecation") // getBytes(int,int,byte[],int) copies Latin-1 at memory speed.
  LineBuilder text(String text, int charsMax) {
    raw('"');
    int size = Math.min(text.length(), charsMax);
    int i = 0;
    while (i < size) {
      int start = i;
      while (i < size && isPlain(text.charAt(i))) {
        i++;
      }
      reserve(i - start);
      text.getBytes(start, i, out, length);
      length += i - start;
      if (i < size) {
        i = special(text, i, size);
      }
    }
    if (size < text.length()) {
      threeBytes('…');
    }
    return raw('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
  }

  private int special(String text, int i, int size) {
    char c = text.charAt(i);
    switch (c) {
      case '"', '\\' -> raw('\\').raw(c);
      case '\n' -> raw('\\').raw('n');
      case '\r' -> raw('\\').raw('r');
      case '\t' -> raw('\\').raw('t');
      case '\b' -> raw('\\').raw('b');
      case '\f' -> raw('\\').raw('f');
      default -> {
        if (Character.isHighSurrogate(c)
            && i + 1 < size
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          fourBytes(Character.toCodePoint(c, text.charAt(i + 1)));
          return i + 2;
        }
        other(c);
      }
    }
    return i + 1;
  }

  private void other(char c) {
    // Line ends that some reader honours are escaped: one record is one line for everybody.
    if (c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
      raw('\\').raw('u');
      raw(HEX[c >> 12]).raw(HEX[c >> 8 & 0xF]).raw(HEX[c >> 4 & 0xF]).raw(HEX[c & 0xF]);
    } else if (c < 0x80) {
      raw(c);
    } else if (c < 0x800) {
      raw(0xC0 | c >> 6).raw(0x80 | c & 0x3F);
    } else {
      threeBytes(c);
    }
  }

  private void threeBytes(char c) {
    raw(0xE0 | c >> 12).raw(0x80 | c >> 6 & 0x3F).raw(0x80 | c & 0x3F);
  }

  private void fourBytes(int point) {
    raw(0xF0 | point >> 18)
        .raw(0x80 | point >> 12 & 0x3F)
        .raw(0x80 | point >> 6 & 0x3F)
        .raw(0x80 | point & 0x3F);
  }

  /** Ends the line with the hash over all of it so far; the hash's bytes go to {@code hash}. */
  void seal(MessageDigest sha256, byte[] hash) {
    sha256.update(out, 0, length);
    try {
      sha256.digest(hash, 0, hash.length);
    } catch (DigestException impossible) {
      throw new IllegalStateException("a SHA-256 has 32 bytes", impossible);
    }
    raw(HASH_MEMBER).hex(hash).raw('"').raw('}').raw('\n');
  }

  /** Appends bytes as hexadecimal digits. */
  LineBuilder hex(byte[] bytes) {
    reserve(bytes.length * 2);
    for (byte b : bytes) {
      out[length++] = HEX[b >> 4 & 0xF];
      out[length++] = HEX[b & 0xF];
    }
    return this;
  }

  /** Appends one byte. */
  LineBuilder raw(int b) {
    if (length == out.length) {
      reserve(1);
    }
    out[length++] = (byte) b;
    return this;
  }

  private void reserve(int more) {
    if (out.length - length < more) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
  }
}
