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

  private static String withoutPort(String authority) {
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      return end < 0 ? "" : authority.substring(1, end);
    }
    int colon = authority.indexOf(':');
    return colon < 0 ? authority : authority.substring(0, colon);
  }
}
