package dev.brattice.wire.http;

import java.util.Locale;
import java.util.Optional;

/**
 * Tells names of this machine from others. A web page cannot read what is on the loopback address,
 * unless its own name is made to point there (DNS rebinding): then the Host and the Origin of its
 * requests name it.
 */
public final class LocalHosts {
  private LocalHosts() {}

  /** Whether {@code host} is a name or address of the loopback interface. */
  public static boolean isLocal(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost") || lower.equals("::1") || isLoopback(lower);
  }

  /** An address of 127.0.0.0/8 in its usual spelling. */
  private static boolean isLoopback(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    int dots = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3 && !host.endsWith(".");
  }

  /** {@code host} as it stands in a URL. */
  public static String inUrl(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  /** Why {@code request} is not one of this machine's; empty where it is. */
  public static Optional<String> refusal(HttpRequest request) {
    if (!isLocal(withoutPort(request.header("Host").orElse("")))) {
      return Optional.of("expected a Host of this machine, got another");
    }
    for (String origin : request.headers("Origin")) {
      int scheme = origin.indexOf("://");
      if (scheme < 0 || !isLocal(withoutPort(origin.substring(scheme + 3)))) {
        return Optional.of("expected an Origin of this machine, got another");
      }
    }
    return Optional.empty();
  }

  /** The host of {@code authority}; nothing where anything but a port comes after it. */
  private static String withoutPort(String authority) {
    boolean bracket = authority.startsWith("[");
    int end = authority.indexOf(bracket ? ']' : ':');
    if (end < 0) {
      return bracket ? "" : authority;
    }
    int colon = bracket ? end + 1 : end;
    if (colon < authority.length() && !isPort(authority, colon)) {
      return "";
    }
    return authority.substring(bracket ? 1 : 0, end);
  }

  private static boolean isPort(String authority, int colon) {
    if (authority.charAt(colon) != ':') {
      return false;
    }
    for (int i = colon + 1; i < authority.length(); i++) {
      char c = authority.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
