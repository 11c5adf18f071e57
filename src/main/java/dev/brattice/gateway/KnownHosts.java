package dev.brattice.gateway;

import dev.brattice.wire.http.HttpRequest;
import dev.brattice.wire.http.LocalHosts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names that requests may use for this gateway: those of this machine, and those that the
 * operator gives it. A web page whose name is made to point here (DNS rebinding) has another.
 */
final class KnownHosts {
  private final Set<String> names = new HashSet<>();

  /** This machine's names and {@code others}, in whatever case. */
  KnownHosts(List<String> others) {
    for (String other : others) {
      names.add(other.toLowerCase(Locale.ROOT));
    }
  }

  /** Why {@code request} may not be answered; empty where it may. */
  Optional<String> refusal(HttpRequest request) {
    return refusal(request.headers("Host"), request.headers("Origin"));
  }

  /** The same of the headers by themselves. */
  Optional<String> refusal(List<String> hosts, List<String> origins) {
    if (hosts.size() != 1 || !isKnown(hosts.getFirst())) {
      return Optional.of("expected a Host of this machine or of listen.hosts, got another");
    }
    for (String origin : origins) {
      int scheme = origin.indexOf("://");
      if (scheme < 0 || !isKnown(origin.substring(scheme + 3))) {
        return Optional.of("expected an Origin of this machine or of listen.hosts, got another");
      }
    }
    return Optional.empty();
  }

  private boolean isKnown(String authority) {
    String name = withoutPort(authority.strip()).toLowerCase(Locale.ROOT);
    return LocalHosts.isLocal(name) || names.contains(name);
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
