package dev.brattice.inspect.network;

import java.util.Optional;

/** Reads IPv4 and IPv6 addresses in every spelling that network programs accept. */
final class Addresses {
  private static final int TEXT_CHARS_MAX = 64;

  private Addresses() {}

  /** An address as four or sixteen bytes, and whether its spelling was unusual. */
  static final class Address {
    private final byte[] bytes;
    private final boolean unusual;

    private Address(byte[] bytes, boolean unusual) {
      this.bytes = bytes;
      this.unusual = unusual;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    boolean unusual() {
      return unusual;
    }
  }

  /** The address that {@code text} spells, without brackets. */
  static Optional<Address> parse(String text) {
    if (text.isEmpty() || text.length() > TEXT_CHARS_MAX) {
      return Optional.empty();
    }
    return text.indexOf(':') >= 0 ? sixteen(text) : four(text);
  }

  /** One to four parts, each decimal, octal or hexadecimal; the last one fills what is left. */
  private static Optional<Address> four(String text) {
    long value = 0;
    int parts = 0;
    boolean unusual = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '.') {
        continue;
      }
      long part = number(text, start, i);
      boolean last = i == text.length();
      if (part < 0 || ++parts > 4 || !last && part > 255) {
        return Optional.empty();
      }
      unusual |= i - start > 1 && text.charAt(start) == '0';
      if (last) {
        int bits = 8 * (5 - parts);
        if (bits < 32 && part >= 1L << bits || part > 0xFFFF_FFFFL) {
          return Optional.empty();
        }
        value = value << bits | part;
      } else {
        value = value << 8 | part;
      }
      start = i + 1;
    }
    byte[] bytes = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    return Optional.of(new Address(bytes, unusual || parts != 4));
  }

  private static long number(String text, int start, int end) {
    int radix = 10;
    int from = start;
    if (end - start > 1 && text.charAt(start) == '0') {
      boolean hex = (text.charAt(start + 1) | 0x20) == 'x';
      radix = hex ? 16 : 8;
      from = hex ? start + 2 : start + 1;
    }
    if (from >= end || end - from > 20) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = Math.min(value * radix + digit, 1L << 40);
    }
    return value;
  }

  private static Optional<Address> sixteen(String text) {
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    byte[] bytes = new byte[16];
    int at = 0;
    int gap = -1;
    int i = 0;
    if (plain.startsWith("::")) {
      gap = 0;
      i = 2;
    }
    while (i < plain.length()) {
      int end = plain.indexOf(':', i);
      String group = plain.substring(i, end < 0 ? plain.length() : end);
      if (end < 0 && group.indexOf('.') > 0) {
        Optional<Address> tail = four(group);
        if (tail.isEmpty() || at > 12) {
          return Optional.empty();
        }
        System.arraycopy(tail.get().bytes(), 0, bytes, at, 4);
        at += 4;
        break;
      }
      int value = group(group);
      if (value < 0 || at > 14) {
        return Optional.empty();
      }
      bytes[at++] = (byte) (value >> 8);
      bytes[at++] = (byte) value;
      i = end < 0 ? plain.length() : end + 1;
      if (end >= 0 && end + 1 < plain.length() && plain.charAt(end + 1) == ':') {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = at;
        i = end + 2;
      }
    }
    return spread(bytes, at, gap);
  }

  private static int group(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      int digit = group.charAt(i) < 0x80 ? Character.digit(group.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Puts the zeros that {@code ::} stands for in their place. */
  private static Optional<Address> spread(byte[] bytes, int used, int gap) {
    if (gap < 0) {
      return used == 16 ? Optional.of(new Address(bytes, false)) : Optional.empty();
    }
    byte[] full = new byte[16];
    System.arraycopy(bytes, 0, full, 0, gap);
    System.arraycopy(bytes, gap, full, 16 - (used - gap), used - gap);
    return Optional.of(new Address(full, false));
  }

  /** The usual spelling. */
  static String spell(byte[] bytes) {
    var text = new StringBuilder();
    if (bytes.length == 4) {
      for (int i = 0; i < 4; i++) {
        text.append(i == 0 ? "" : ".").append(bytes[i] & 0xFF);
      }
      return text.toString();
    }
    for (int i = 0; i < 16; i += 2) {
      text.append(i == 0 ? "" : ":")
          .append(Integer.toHexString((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF));
    }
    return text.toString();
  }
}
