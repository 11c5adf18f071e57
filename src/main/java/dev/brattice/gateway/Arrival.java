package dev.brattice.gateway;

import dev.brattice.identity.Certificates;
import dev.brattice.identity.Principal;
import dev.brattice.wire.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a request's head says of who sends it, and where to.
 *
 * @param authorization every {@code Authorization} header
 * @param apiKey every {@code X-API-Key} header
 * @param certified whom its certificate names
 * @param path the path that is asked for
 * @param origin scheme and Host that were asked
 */
record Arrival(
    List<String> authorization,
    List<String> apiKey,
    Optional<Principal> certified,
    String path,
    String origin) {
  Arrival {
    authorization = List.copyOf(authorization);
    apiKey = List.copyOf(apiKey);
  }

  /** The one of {@code request}. */
  static Arrival of(HttpRequest request) {
    return new Arrival(
        request.headers("Authorization"),
        request.headers("X-API-Key"),
        request.certificate().flatMap(Certificates::holder),
        request.path(),
        (request.isSecure() ? "https://" : "http://") + request.header("Host").orElse(""));
  }

  /** Headers can be secret. */
  @Override
  public String toString() {
    return "Arrival[" + path + "]";
  }
}
