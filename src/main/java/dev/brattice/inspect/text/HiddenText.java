package dev.brattice.inspect.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of characters that show nothing and carry something.
 *
 * @param kind how it is carried
 * @param text what it spells; empty where the run spells no text that could be read
 * @param start first UTF-16 unit of the run
 * @param end one past the last
 * @param length how many invisible characters the run has
 */
public record HiddenText(Kind kind, String text, int start, int end, int length) {
  /** The fewest tag characters outside a flag that count as hidden text. */
  public static final int TAGS_MIN = 2;

  /** The fewest variation selectors in a row that count; one is ordinary, two are a mistake. */
  public static final int SELECTORS_MIN = 4;

  /** The fewest characters without width in a row that count as carrying bits. */
  public static final int ZERO_WIDTH_MIN = 16;

  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int CANCEL_TAG = 0xE007F;
  // A subdivision code: two letters of a country and up to three of a part of it.
  private static final int FLAG_TAGS_MAX = 6;

  /** How text can be carried. */
  public enum Kind {
    /** An invisible copy of ASCII. */
    TAGS("tags"),
    /** A byte in each variation selector. */
    SELECTORS("variation-selectors"),
    /** A bit in each character without width. */
    ZERO_WIDTH("zero-width");

    private final String disguise;

    Kind(String disguise) {
      this.disguise = disguise;
    }

    /** The name of the decoding in a reading. */
    public String disguise() {
      return disguise;
    }
  }

  /** The hidden runs of {@code text}, in order. Linear. */
  public static List<HiddenText> in(String text) {
    List<HiddenText> found = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c < 0x180E || c > 0x2064 && c < 0xD800 || c >= 0xE000 && c < 0xFE00) {
        i++;
        continue;
      }
      int codePoint = text.codePointAt(i);
      int end = i + Character.charCount(codePoint);
      if (Ignorable.isTag(codePoint)) {
        end = tags(text, i, found);
      } else if (Ignorable.isVariationSelector(codePoint)) {
        end = selectors(text, i, found);
      } else if (Ignorable.isZeroWidth(codePoint)) {
        end = zeroWidth(text, i, found);
      }
      i = end;
    }
    return found;
  }

  private static int tags(String text, int start, List<HiddenText> found) {
    var spelt = new StringBuilder();
    int end = start;
    int count = 0;
    int last = 0;
    while (end < text.length() && Ignorable.isTag(text.codePointAt(end))) {
      last = text.codePointAt(end);
      int ascii = last - 0xE0000;
      if (ascii >= 0x20 && ascii < 0x7F || ascii == '\n' || ascii == '\t') {
        spelt.append((char) ascii);
      }
      end += 2;
      count++;
    }
    boolean flag =
        start >= 2
            && text.codePointBefore(start) == BLACK_FLAG
            && last == CANCEL_TAG
            && count <= FLAG_TAGS_MAX + 1;
    if (!flag && count >= TAGS_MIN) {
      found.add(new HiddenText(Kind.TAGS, spelt.toString(), start, end, count));
    }
    return end;
  }

  private static int selectors(String text, int start, List<HiddenText> found) {
    byte[] bytes = new byte[16];
    int end = start;
    int count = 0;
    while (end < text.length() && Ignorable.isVariationSelector(text.codePointAt(end))) {
      int codePoint = text.codePointAt(end);
      if (count == bytes.length) {
        bytes = java.util.Arrays.copyOf(bytes, count * 2);
      }
      bytes[count++] = (byte) (codePoint < 0x10000 ? codePoint - 0xFE00 : codePoint - 0xE0100 + 16);
      end += Character.charCount(codePoint);
    }
    if (count >= SELECTORS_MIN) {
      found.add(new HiddenText(Kind.SELECTORS, readable(bytes, count), start, end, count));
    }
    return end;
  }

  private static int zeroWidth(String text, int start, List<HiddenText> found) {
    int end = start;
    while (end < text.length() && Ignorable.isZeroWidth(text.charAt(end))) {
      end++;
    }
    if (end - start >= ZERO_WIDTH_MIN) {
      found.add(new HiddenText(Kind.ZERO_WIDTH, bits(text, start, end), start, end, end - start));
    }
    return end;
  }

  /** Reads two of the characters as 0 and 1, either way round; further ones only separate. */
  private static String bits(String text, int start, int end) {
    char zero = text.charAt(start);
    char one = 0;
    for (int i = start; i < end && one == 0; i++) {
      one = text.charAt(i) == zero ? 0 : text.charAt(i);
    }
    byte[] straight = new byte[(end - start) / 8 + 1];
    byte[] swapped = new byte[straight.length];
    int bits = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != zero && c != one) {
        continue;
      }
      int bit = c == zero ? 0 : 1;
      straight[bits / 8] = (byte) (straight[bits / 8] << 1 | bit);
      swapped[bits / 8] = (byte) (swapped[bits / 8] << 1 | 1 - bit);
      bits++;
    }
    String first = readable(straight, bits / 8);
    return first.isEmpty() ? readable(swapped, bits / 8) : first;
  }

  private static String readable(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      int b = bytes[i] & 0xFF;
      if (b < 0x20 && b != '\n' && b != '\r' && b != '\t' || b == 0x7F) {
        return "";
      }
    }
    if (count == 0 || dev.brattice.bytes.Utf8.firstIllFormed(bytes, 0, count) >= 0) {
      return "";
    }
    return new String(bytes, 0, count, StandardCharsets.UTF_8);
  }
}
