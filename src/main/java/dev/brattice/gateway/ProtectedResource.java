package dev.brattice.gateway;

import dev.brattice.identity.jwt.AccessRules;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client needs to know to get a token for an address of ours: the metadata of a protected
 * resource (RFC 9728) and the challenge that leads to it. Names of servers are not looked at, so
 * nobody learns here which there are.
 */
final class ProtectedResource {
  /** Where the metadata is; the path of the address that it is about follows. */
  static final String PATH = "/.well-known/oauth-protected-resource";

  private static final int PATH_CHARS_MAX = 128;
  private static final int PARTS_MAX = 2;

  private final AccessRules rules;
  private final Optional<String> publicUrl;

  /**
   * Tells of tokens that {@code rules} take.
   *
   * @param publicUrl where clients reach us; empty where that is the Host that they ask
   */
  ProtectedResource(AccessRules rules, Optional<String> publicUrl) {
    this.rules = rules;
    this.publicUrl = publicUrl;
  }

  /** The metadata at {@code path}; empty where there is none. */
  Optional<JsonObject> metadata(String path, String origin) {
    String about = path.startsWith(PATH) ? path.substring(PATH.length()) : "?";
    Optional<String> base = base(origin);
    if (base.isEmpty() || !(about.isEmpty() || isPlain(about))) {
      return Optional.empty();
    }
    Set<String> scopes = new TreeSet<>(rules.requiredScopes());
    scopes.addAll(rules.scopeRoles().keySet());
    JsonObject metadata =
        JsonObject.of("resource", new JsonString(base.get() + about))
            .with("authorization_servers", texts(List.of(rules.issuer())))
            .with("bearer_methods_supported", texts(List.of("header")))
            .with("resource_name", "Brattice");
    return Optional.of(
        scopes.isEmpty() ? metadata : metadata.with("scopes_supported", texts(scopes)));
  }

  private static JsonArray texts(Iterable<String> texts) {
    List<Json> elements = new ArrayList<>();
    texts.forEach(text -> elements.add(new JsonString(text)));
    return JsonArray.of(elements);
  }

  /**
   * The value of WWW-Authenticate (RFC 6750, 3; RFC 9728, 5.1).
   *
   * @param error what is wrong with the token that came; empty where none came
   */
  String challenge(String path, String origin, String error) {
    var parameters = new ArrayList<String>();
    if (!error.isEmpty()) {
      parameters.add("error=\"" + error + "\"");
    }
    base(origin)
        .ifPresent(
            base ->
                parameters.add(
                    "resource_metadata=\"" + base + PATH + (isPlain(path) ? path : "") + "\""));
    if (!rules.requiredScopes().isEmpty()) {
      parameters.add("scope=\"" + String.join(" ", rules.requiredScopes()) + "\"");
    }
    return parameters.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", parameters);
  }

  private Optional<String> base(String origin) {
    return publicUrl.isPresent()
        ? publicUrl
        : Optional.of(origin).filter(ProtectedResource::isOrigin);
  }

  /** Whether {@code origin} can stand in a header; its host was judged before. */
  private static boolean isOrigin(String origin) {
    for (int i = 0; i < origin.length(); i++) {
      char c = origin.charAt(i);
      if (c > '~' || (!Character.isLetterOrDigit(c) && ".:/[]-".indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  /** One name or two, each after a slash: every address of ours is so. */
  private static boolean isPlain(String path) {
    int parts = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        parts++;
      }
      boolean sound = c < 0x80 && (Character.isLetterOrDigit(c) || "/_-".indexOf(c) >= 0);
      if (!sound || (c == '/' && path.startsWith("//", i)) || path.length() > PATH_CHARS_MAX) {
        return false;
      }
    }
    return path.startsWith("/") && !path.endsWith("/") && parts <= PARTS_MAX;
  }
}
