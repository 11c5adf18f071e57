package dev.brattice.inspect.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the hosts that a URL may mean to the different programs that read it. */
public final class Urls {
  /** How many hosts are taken from one text. */
  static final int HOSTS_MAX = 16;

  private static final int SCHEME_CHARS_MAX = 24;

  /** A number with fewer digits is no address unless a scheme stands before it. */
  private static final int ADDRESS_DIGITS_MIN = 8;

  private static final int AUTHORITY_CHARS_MAX = 1_024;

  private Urls() {}

  /**
   * A part of a text that names a host.
   *
   * @param scheme in lower case; empty where none is written
   * @param host what stands in the host's place, as written
   * @param port the port; 0 where none is written
   * @param hasPassword whether a password stands before the host
   * @param isFirst whether it is the URL itself and not one inside its query or path
   */
  public record Target(
      String scheme, String host, int port, boolean hasPassword, boolean isFirst) {}

  /** The targets in {@code text}, which stands in a URL's or host's place. */
  public static List<Target> targets(String text) {
    List<Target> targets = new ArrayList<>();
    String url = withoutControls(text);
    int colon = schemeEnd(url, 0);
    if (colon < 0 && !url.startsWith("//") && !url.startsWith("\\\\")) {
      if (!isProse(url)) {
        authority("", url, 0, true, targets);
      }
    } else if (colon < 0) {
      authority("", url, 2, true, targets);
    }
    nested(url, targets);
    if (url.indexOf('%') >= 0) {
      nested(Percent.decode(url), targets);
    }
    return targets;
  }

  /** Words, or a number too small to be meant as an address: a street, a port, a count. */
  private static boolean isProse(String text) {
    boolean digits = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        return true;
      }
      digits &= c >= '0' && c <= '9';
    }
    return digits && text.length() < ADDRESS_DIGITS_MIN;
  }

  /** Every URL with a scheme inside {@code text}, wherever it stands. */
  public static List<Target> inside(String text) {
    List<Target> targets = new ArrayList<>();
    nested(text, targets);
    return targets;
  }

  private static void nested(String text, List<Target> targets) {
    int at = 0;
    while (targets.size() < HOSTS_MAX) {
      int colon = text.indexOf(':', at);
      if (colon < 0) {
        return;
      }
      at = colon + 1;
      int start = schemeStart(text, colon);
      int authority = authorityStart(text, start, colon);
      if (start < colon && authority >= 0) {
        boolean first = targets.isEmpty() && start == 0;
        String scheme = text.substring(start, colon).toLowerCase(Locale.ROOT);
        authority(scheme, text, authority, first, targets);
      }
    }
  }

  /** Where the host's part begins: after any number of slashes, which readers forgive. */
  private static int authorityStart(String text, int start, int colon) {
    int at = colon + 1;
    while (at < text.length() && at < colon + 8 && isSlash(text.charAt(at))) {
      at++;
    }
    if (text.startsWith("%2f%2f", at) || text.startsWith("%2F%2F", at)) {
      return at + 6;
    }
    if (at >= colon + 3) {
      return at;
    }
    // One slash or none: only for schemes whose readers put the slashes in.
    boolean web = text.regionMatches(true, start, "http", 0, 4) && colon - start <= 5;
    return web && at < text.length() && text.charAt(at) > ' ' ? at : -1;
  }

  private static int schemeEnd(String text, int start) {
    int colon = text.indexOf(':', start, Math.min(text.length(), start + SCHEME_CHARS_MAX));
    if (colon <= start || schemeStart(text, colon) != start) {
      return -1;
    }
    return authorityStart(text, start, colon) >= 0 ? colon : -1;
  }

  private static int schemeStart(String text, int colon) {
    int start = colon;
    while (start > 0 && colon - start < SCHEME_CHARS_MAX && isScheme(text.charAt(start - 1))) {
      start--;
    }
    // A scheme begins with a letter; `%3D` before it ends in one that is not its own.
    while (start < colon && !isLetter(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static void authority(
      String scheme, String text, int start, boolean first, List<Target> targets) {
    int limit = Math.min(text.length(), start + AUTHORITY_CHARS_MAX);
    int end = start;
    while (end < limit && !endsAuthority(text.charAt(end))) {
      end++;
    }
    String strict = text.substring(start, end);
    add(scheme, strict, first, targets);
    // Some readers take a backslash as part of the user's name, others as the end of the host.
    if (end < limit && (text.charAt(end) == '\\' || text.charAt(end) == '#')) {
      int far = end;
      while (far < limit && text.charAt(far) != '/' && text.charAt(far) > ' ') {
        far++;
      }
      String loose = text.substring(start, far);
      if (loose.indexOf('@') >= 0) {
        add(scheme, loose, first, targets);
      }
    }
  }

  private static void add(String scheme, String authority, boolean first, List<Target> targets) {
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : authority.substring(0, at);
    String rest = authority.substring(at + 1);
    int bracket = rest.startsWith("[") ? rest.indexOf(']') : -1;
    int colon = rest.indexOf(':', Math.max(bracket, 0));
    boolean bare = bracket < 0 && colon >= 0 && rest.indexOf(':', colon + 1) >= 0;
    String host = colon < 0 || bare ? rest : rest.substring(0, colon);
    if (host.isEmpty() || targets.size() >= HOSTS_MAX) {
      return;
    }
    int port = colon < 0 || bare ? 0 : port(rest, colon + 1);
    targets.add(new Target(scheme, host, port, hasPassword(user), first));
  }

  private static boolean hasPassword(String user) {
    int colon = user.indexOf(':');
    return colon >= 0 && colon + 1 < user.length();
  }

  private static int port(String text, int start) {
    int port = 0;
    for (int i = start; i < text.length() && i < start + 5; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      port = port * 10 + (c - '0');
    }
    return port;
  }

  private static String withoutControls(String text) {
    var plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' || c == ' ' && !plain.isEmpty()) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static boolean endsAuthority(char c) {
    return c == '/' || c == '\\' || c == '?' || c == '#' || c <= ' ' || c == '"' || c == '\''
        || c == '<' || c == '>' || c == '`' || c == ')' || c == ',' || c == ';' || c == '&'
        || c == '!' || c == '|';
  }

  private static boolean isScheme(char c) {
    return isLetter(c) || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }
}
