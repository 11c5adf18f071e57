package dev.brattice.provenance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text in base64, hexadecimal or base32 wherever it begins within a run of digits: after a path
 * that has the same letters, over lines of any width, down to six bytes. What inspection decodes is
 * told from words and identifiers first; here a chance reading does no harm, because it matches
 * nothing that is known. Linear in the text's length: each run is read once from each digit at
 * which a byte can begin.
 */
final class LooseRuns {
  /** Fewer bytes of text in a row are left out. */
  static final int BYTES_MIN = 6;

  /** White space that may stand where a run is wrapped. */
  private static final int BREAK_CHARS_MAX = 16;

  private static final byte NONE = -1;

  private static final Code BASE64 =
      new Code(
          6, 8, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "-+_/", "+/-_");
  private static final Code HEX = new Code(4, 12, "0123456789abcdef", "AaBbCcDdEeFf", "");
  private static final Code BASE32 =
      new Code(
          5,
          16,
          "abcdefghijklmnopqrstuvwxyz234567",
          "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
          "");

  private LooseRuns() {}

  /** One way of writing bytes as digits. */
  private static final class Code {
    private final int bits;
    private final int digitsMin;
    private final int phases;
    private final String separators;
    private final byte[] values = new byte[0x80];

    /**
     * @param digits the digits, least first
     * @param alike pairs of a character and the digit it stands for as well
     * @param separators digits that also stand between the parts of paths and names
     */
    Code(int bits, int digitsMin, String digits, String alike, String separators) {
      this.bits = bits;
      this.digitsMin = digitsMin;
      this.phases = 8 / Integer.lowestOneBit(bits | 8);
      this.separators = separators;
      Arrays.fill(values, NONE);
      for (int i = 0; i < digits.length(); i++) {
        values[digits.charAt(i)] = (byte) i;
      }
      for (int i = 0; i < alike.length(); i += 2) {
        values[alike.charAt(i)] = values[alike.charAt(i + 1)];
      }
    }

    int value(char c) {
      return c < 0x80 ? values[c] : NONE;
    }
  }

  /** What the runs in {@code text} read as: a text for each digit that bytes may begin at. */
  static List<String> readings(String text) {
    List<String> readings = new ArrayList<>();
    readings(text, BASE64, readings);
    readings(text, HEX, readings);
    readings(text, BASE32, readings);
    return readings;
  }

  private static void readings(String text, Code code, List<String> readings) {
    StringBuilder[] outs = new StringBuilder[code.phases + 1];
    Arrays.setAll(outs, phase -> new StringBuilder());
    int at = 0;
    while (at < text.length()) {
      if (code.value(text.charAt(at)) < 0) {
        at++;
        continue;
      }
      int end = runEnd(text, at, code);
      if (end - at >= code.digitsMin) {
        run(text, at, end, code, outs);
      }
      at = end;
    }
    for (StringBuilder out : outs) {
      if (!out.isEmpty()) {
        readings.add(out.toString());
      }
    }
  }

  /** One past the last digit of the run at {@code from}, which line breaks do not end. */
  private static int runEnd(String text, int from, Code code) {
    int end = from;
    while (end < text.length()) {
      if (code.value(text.charAt(end)) >= 0) {
        end++;
        continue;
      }
      int next = afterBreak(text, end);
      if (next == end || next == text.length() || code.value(text.charAt(next)) < 0) {
        break;
      }
      end = next;
    }
    return end;
  }

  private static int afterBreak(String text, int at) {
    char c = text.charAt(at);
    if (c != '\n' && c != '\r') {
      return at;
    }
    int i = at;
    while (i < text.length() && i - at < BREAK_CHARS_MAX && text.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private static void run(String text, int start, int end, Code code, StringBuilder[] outs) {
    int digits = 0;
    for (int phase = 0, at = start; phase < code.phases && at < end; at++) {
      if (code.value(text.charAt(at)) >= 0) {
        stretches(text, at, end, code, outs[phase++]);
      }
    }
    int from = start;
    for (int i = start; i <= end && !code.separators.isEmpty(); i++) {
      if (i < end && code.separators.indexOf(text.charAt(i)) < 0) {
        digits += code.value(text.charAt(i)) >= 0 ? 1 : 0;
        continue;
      }
      // A part that is the whole run was read above.
      if (digits >= code.digitsMin && i - from < end - start) {
        stretches(text, from, i, code, outs[code.phases]);
      }
      digits = 0;
      from = i + 1;
    }
  }

  /** Appends the stretches of text among the bytes that {@code [start, end)} spells. */
  private static void stretches(String text, int start, int end, Code code, StringBuilder out) {
    byte[] bytes = new byte[(end - start) * code.bits / 8];
    int count = 0;
    int bits = 0;
    int held = 0;
    for (int i = start; i < end; i++) {
      int value = code.value(text.charAt(i));
      if (value < 0) {
        continue;
      }
      bits = bits << code.bits | value;
      held += code.bits;
      if (held >= 8) {
        held -= 8;
        bytes[count++] = (byte) (bits >> held);
      }
    }
    int from = 0;
    for (int i = 0; i <= count; ) {
      int next = i < count ? afterCharacter(bytes, i, count) : i;
      if (next > i) {
        i = next;
        continue;
      }
      if (i - from >= BYTES_MIN) {
        out.append(new String(bytes, from, i - from, StandardCharsets.UTF_8)).append('\n');
      }
      i++;
      from = i;
    }
  }

  /** Past the character of UTF-8 at {@code at}; {@code at} where none is. */
  private static int afterCharacter(byte[] bytes, int at, int count) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return first >= ' ' && first != 0x7F || first == '\n' || first == '\t' || first == '\r'
          ? at + 1
          : at;
    }
    int length = first < 0xC2 || first >= 0xF5 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || at + length > count) {
      return at;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return at;
      }
    }
    return at + length;
  }
}
