package dev.brattice.inspect.text;

import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986), and {@code %uXXXX} as some servers take it. */
final class Percent implements Rewrite.Unit {
  @Override
  public int next(String text, int from) {
    return text.indexOf('%', from);
  }

  @Override
  public int decode(String text, int at, StringBuilder out) {
    if (at + 6 <= text.length() && (text.charAt(at + 1) | 0x20) == 'u') {
      int unit = Escapes.hex(text, at + 2, 4);
      if (unit >= 0) {
        out.append((char) unit);
        return at + 6;
      }
    }
    int end = at;
    while (octet(text, end) >= 0) {
      end += 3;
    }
    if (end == at) {
      return ~(at + 1);
    }
    byte[] bytes = new byte[(end - at) / 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octet(text, at + 3 * i);
    }
    out.append(new String(bytes, StandardCharsets.UTF_8));
    return end;
  }

  private static int octet(String text, int at) {
    return at + 3 <= text.length() && text.charAt(at) == '%' ? Escapes.hex(text, at + 1, 2) : -1;
  }
}
