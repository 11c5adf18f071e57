package dev.brattice.config;

import java.util.List;
import java.util.Map;

/** The keys below {@code identity.jwt}. */
final class IdentityKeys {
  /** What an authority may sign with where nobody says. */
  static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");

  private IdentityKeys() {}

  static void add(List<Key> keys) {
    keys.add(
        Keys.text(
            "identity.jwt.issuer",
            "https://login.example",
            "Authority whose access tokens count, letter by letter as in their `iss`."));
    keys.add(
        Keys.text(
            "identity.jwt.jwks",
            "https://login.example/keys",
            "Where its public keys are: an https address, which is read again as keys change, or a"
                + " file relative to this one."));
    keys.add(
        Keys.texts(
            "identity.jwt.audience",
            0,
            List.of(),
            "[https://gateway.example]",
            "Audiences of which a token must name one. Beside them the addresses below"
                + " `listen.public_url` count, each for its own path."));
    keys.add(
        Keys.texts(
            "identity.jwt.algorithms",
            1,
            List.of(),
            "[ES256]",
            "Algorithms with which tokens may be signed, by default RS256, PS256, ES256 and EdDSA;"
                + " none and those with a shared secret never count."));
    keys.add(
        Keys.text(
            "identity.jwt.roles_claim",
            "realm_access.roles",
            "Claim with the caller's roles, a list or words; names of nested claims are separated by"
                + " dots."));
    keys.add(
        new Key(
            "identity.jwt.scopes",
            Key.Kind.NAMES,
            List.of(),
            0,
            0,
            new Value.Pairs(Map.of()),
            "{\"tools:admin\": admin}",
            "Roles by the scope of a token that brings them."));
    keys.add(
        Keys.texts(
            "identity.jwt.required_scopes",
            0,
            List.of(),
            "[tools]",
            "Scopes that every token must have; one without is answered 403."));
    keys.add(
        Keys.texts(
            "identity.agents",
            0,
            List.of(),
            "[\"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK\"]",
            "Programs that sign tokens about themselves with the Ed25519 key in their name, a"
                + " did:key. Needs `listen.public_url`, for which their tokens must be."));
  }
}
