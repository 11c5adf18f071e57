package dev.brattice.inspect.network;

import dev.brattice.inspect.network.Addresses.Address;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells what kind of network a host lies in. Names are judged as written, not resolved. */
public final class Hosts {
  private static final int NAME_CHARS_MAX = 1_024;

  private static final Set<String> METADATA_NAMES =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "metadata.google.com",
          "metadata.platformequinix.com",
          "metadata.packet.net",
          "instance-data",
          "instance-data.ec2.internal",
          "rancher-metadata",
          "metadata.tencentyun.com",
          "metadata.azure.internal",
          "metadata.azure.com",
          "metadata.oraclecloud.com");

  private static final Set<String> LOOPBACK_NAMES =
      Set.of(
          "localhost",
          "localhost.localdomain",
          "localhost6",
          "ip6-localhost",
          "ip6-loopback",
          "localtest.me",
          "lvh.me",
          "vcap.me",
          "host.docker.internal",
          "kubernetes.docker.internal");

  /** Names under which any address can be written as a name. */
  private static final String[] ADDRESS_SUFFIXES = {
    ".nip.io", ".sslip.io", ".xip.io", ".ip.addr.tools"
  };

  private Hosts() {}

  /** The host that {@code written} names; without port, user and path. */
  public static Host of(String written) {
    String name = canonical(written);
    Optional<Address> address = Addresses.parse(name);
    if (address.isPresent()) {
      return ofAddress(address.get().bytes(), address.get().unusual());
    }
    for (String suffix : ADDRESS_SUFFIXES) {
      if (name.endsWith(suffix)) {
        return embedded(name, suffix);
      }
    }
    if (name.startsWith("169-254-")) {
      return embedded(name, "");
    }
    if (METADATA_NAMES.contains(name)) {
      return new Host(name, Reach.METADATA, false);
    }
    if (LOOPBACK_NAMES.contains(name)
        || name.endsWith(".localhost")
        || name.endsWith(".localtest.me")
        || name.endsWith(".lvh.me")) {
      return new Host(name, Reach.LOOPBACK, false);
    }
    boolean inner = name.endsWith(".local") || name.endsWith(".internal") || name.endsWith(".lan");
    return new Host(name, inner ? Reach.PRIVATE : Reach.PUBLIC, false);
  }

  /** Lower case, without brackets and trailing dots, look-alike letters and dots undone. */
  private static String canonical(String written) {
    String name =
        written.length() > NAME_CHARS_MAX ? written.substring(0, NAME_CHARS_MAX) : written;
    name = name.strip();
    if (name.indexOf('%') >= 0 && name.indexOf(':') < 0) {
      name = Percent.decode(name);
    }
    if (!isAscii(name)) {
      name = Normalizer.normalize(name, Normalizer.Form.NFKC).replace('\u3002', '.');
    }
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '.') {
      end--;
    }
    return name.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static Host embedded(String name, String suffix) {
    String stem = name.substring(0, name.length() - suffix.length());
    int start = stem.length();
    int separators = 0;
    // The address is the last four numbers, with dots or hyphens between.
    while (start > 0) {
      char c = stem.charAt(start - 1);
      if (c == '.' || c == '-') {
        if (++separators == 4) {
          break;
        }
      } else if (c < '0' || c > '9') {
        break;
      }
      start--;
    }
    String digits = stem.substring(start).replace('-', '.');
    Optional<Address> address =
        Addresses.parse(digits.startsWith(".") ? digits.substring(1) : digits);
    return address
        .map(found -> new Host(name, reach(found.bytes()), true))
        .orElse(new Host(name, Reach.PUBLIC, false));
  }

  private static Host ofAddress(byte[] bytes, boolean unusual) {
    byte[] inner = inner(bytes);
    boolean wrapped = inner.length != bytes.length;
    return new Host(Addresses.spell(inner), reach(inner), unusual || wrapped);
  }

  /** The IPv4 address inside an IPv6 address that only carries one. */
  private static byte[] inner(byte[] bytes) {
    if (bytes.length == 4) {
      return bytes;
    }
    boolean zero = true;
    for (int i = 0; i < 10; i++) {
      zero &= bytes[i] == 0;
    }
    boolean mapped = zero && (bytes[10] & bytes[11] & 0xFF) == 0xFF;
    boolean compatible =
        zero && bytes[10] == 0 && bytes[11] == 0 && (bytes[12] != 0 || bytes[13] != 0);
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF;
    if (mapped || compatible || translated && (bytes[3] & 0xFF) == 0x9B) {
      return new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return new byte[] {bytes[2], bytes[3], bytes[4], bytes[5]};
    }
    return bytes;
  }

  private static Reach reach(byte[] bytes) {
    return bytes.length == 4 ? reachOfFour(bytes) : reachOfSixteen(bytes);
  }

  private static Reach reachOfFour(byte[] bytes) {
    int a = bytes[0] & 0xFF;
    int b = bytes[1] & 0xFF;
    int c = bytes[2] & 0xFF;
    int d = bytes[3] & 0xFF;
    boolean metadata =
        a == 169 && b == 254 && (c == 169 && d == 254 || c == 170 && (d == 2 || d == 23))
            || a == 100 && b == 100 && c == 100 && d == 200
            || a == 192 && b == 0 && c == 0 && d == 192
            || a == 168 && b == 63 && c == 129 && d == 16;
    if (metadata) {
      return Reach.METADATA;
    }
    if (a == 127 || a == 0) {
      return Reach.LOOPBACK;
    }
    if (a == 169 && b == 254) {
      return Reach.LINK_LOCAL;
    }
    boolean inner =
        a == 10
            || a == 172 && b >= 16 && b < 32
            || a == 192 && b == 168
            || a == 100 && b >= 64 && b < 128;
    return inner ? Reach.PRIVATE : Reach.PUBLIC;
  }

  private static Reach reachOfSixteen(byte[] bytes) {
    boolean loopback = true;
    for (int i = 0; i < 15; i++) {
      loopback &= bytes[i] == 0;
    }
    if (loopback) {
      return Reach.LOOPBACK;
    }
    int lead = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    int second = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    int last = (bytes[14] & 0xFF) << 8 | bytes[15] & 0xFF;
    if (lead == 0xFD00 && second == 0xEC2 && last == 0x254 || lead == 0xFD20 && second == 0xCE) {
      return Reach.METADATA;
    }
    if ((lead & 0xFFC0) == 0xFE80) {
      return Reach.LINK_LOCAL;
    }
    return (lead & 0xFE00) == 0xFC00 ? Reach.PRIVATE : Reach.PUBLIC;
  }
}
