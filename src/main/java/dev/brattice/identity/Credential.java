package dev.brattice.identity;

import java.util.List;

/** What a request's head presents to say who sends it. */
public sealed interface Credential {
  /** Nothing. */
  record None() implements Credential {}

  /** Something that looks like an API key. */
  record Key(String text) implements Credential {
    /** Without the key. */
    @Override
    public String toString() {
      return "Key[***]";
    }
  }

  /** Something else that came as a bearer token. */
  record Token(String text) implements Credential {
    /** Without the token. */
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /**
   * Something else, or more than one thing: which of two would count is a question that two readers
   * of one request can answer differently.
   *
   * @param problem one sentence, without what was presented
   */
  record Unusable(String problem) implements Credential {}

  /**
   * Reads the headers that can carry one. A query is never looked at: it ends up in logs.
   *
   * @param authorization every {@code Authorization} header
   * @param apiKey every {@code X-API-Key} header
   */
  static Credential of(List<String> authorization, List<String> apiKey) {
    if (authorization.size() + apiKey.size() > 1) {
      return new Unusable("expected one Authorization or X-API-Key header, got more");
    }
    if (!authorization.isEmpty()) {
      return bearer(authorization.getFirst().strip());
    }
    return apiKey.isEmpty() ? new None() : key(apiKey.getFirst().strip());
  }

  /** The scheme's case does not matter (RFC 9110, 11.1). */
  private static Credential bearer(String header) {
    String scheme = "Bearer ";
    if (!header.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return new Unusable("expected the scheme Bearer in Authorization, got another");
    }
    String text = header.substring(scheme.length()).strip();
    return text.startsWith(ApiKeys.PREFIX) ? new Key(text) : new Token(text);
  }

  private static Credential key(String text) {
    return text.startsWith(ApiKeys.PREFIX)
        ? new Key(text)
        : new Unusable("expected an API key, got something else");
  }
}
