package dev.brattice.config;

import java.util.List;

/** The keys below {@code servers.*.auth}. */
final class GrantKeys {
  private static final String SECTION = "servers.*.auth.";

  private GrantKeys() {}

  static void add(List<Key> keys) {
    List<String> grants = List.of("client_credentials", "token_exchange");
    keys.add(
        new Key(
            SECTION + "grant",
            Key.Kind.CHOICE,
            grants,
            0,
            0,
            new Value.Text(""),
            "client_credentials",
            "How a token is asked for: as the gateway (client_credentials), or in exchange for the"
                + " caller's own access token (token_exchange, RFC 8693)."));
    text(keys, "token_url", "https://login.example/token", "Where the authority grants tokens.");
    text(keys, "client_id", "gateway", "Name of the gateway there.");
    text(
        keys,
        "client_secret",
        "\"${GATEWAY_SECRET}\"",
        "Its secret, as ${NAME} or ${file:PATH}; read for each request for a token.");
    text(keys, "scope", "tickets:read", "Scopes to ask for, separated by spaces.");
    text(keys, "audience", "tickets", "Audience to ask for.");
    text(keys, "resource", "https://tickets.example/mcp", "Resource to ask for (RFC 8707).");
  }

  private static void text(List<Key> keys, String name, String example, String description) {
    keys.add(Keys.text(SECTION + name, example, description));
  }
}
