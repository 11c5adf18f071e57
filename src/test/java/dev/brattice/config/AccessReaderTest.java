package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in and what servers are shown, as a file says it. */
class AccessReaderTest {
  private static final String ISSUER = "issuer: \"https://login.example\"";
  private static final String KEYS = "jwks: \"https://login.example/keys\"";

  @TempDir private Path folder;

  private Configuration load(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("brattice.yaml"), text);
    return Configuration.load(Optional.of(file), Map.of(), Map.of());
  }

  @Test
  void tokensOfAnAuthority() throws Exception {
    Configuration loaded =
        load(
            "identity: {jwt: {"
                + ISSUER
                + ", jwks: keys.json, audience: [us], scopes: {\"a:b\": admin}}}\n");
    Settings.Jwt jwt = loaded.settings().identity().jwt().orElseThrow();
    assertEquals("https://login.example", jwt.rules().issuer());
    assertEquals(new Settings.KeyPlace.InFile(folder.resolve("keys.json")), jwt.keys());
    assertTrue(loaded.files().contains(folder.resolve("keys.json")), "no tool may touch it");
    assertTrue(loaded.show().contains("{\"a:b\":\"admin\"}"), loaded.show());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity: {jwt: {" + ISSUER + ", audience: [us]}}",
        "identity: {jwt: {" + KEYS + ", audience: [us]}}",
        "identity: {jwt: {" + ISSUER + ", " + KEYS + "}}",
        "identity: {jwt: {issuer: \"http://login.example\", " + KEYS + ", audience: [us]}}",
        "identity: {jwt: {issuer: \"https://u@login.example\", " + KEYS + ", audience: [us]}}",
        "identity: {jwt: {" + ISSUER + ", jwks: \"http://login.example\", audience: [us]}}",
        "identity: {jwt: {" + ISSUER + ", jwks: \"file:///k\", audience: [us]}}",
        "identity: {jwt: {" + ISSUER + ", " + KEYS + ", audience: [us], algorithms: [none]}}",
        "identity: {jwt: {" + ISSUER + ", " + KEYS + ", audience: [us], algorithms: [HS256]}}",
        "listen: {public_url: \"https://gateway.example/path\"}",
        "listen: {public_url: \"http://gateway.example\"}",
        "listen: {tls: {certificate: a.pem}}",
        "listen: {tls: {client_ca: a.pem}}"
      })
  void whatWouldLetInTooManyIsRefused(String text) {
    assertThrows(ConfigException.class, () -> load(text + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{grant: client_credentials, token_url: \"https://l.example\", client_id: g}",
        "{grant: client_credentials, token_url: \"http://l.example\", client_id: g, client_secret: \"${S}\"}",
        "{grant: client_credentials, token_url: \"https://l.example\", client_secret: \"${S}\"}",
        "{grant: token_exchange, client_id: g}",
        "{token_url: \"https://l.example\"}",
        "{grant: password, token_url: \"https://l.example\", client_id: g}"
      })
  void halfAGrantIsRefused(String auth) {
    assertThrows(
        ConfigException.class,
        () -> load("servers: {t: {url: \"https://t.example\", auth: " + auth + "}}\n"));
  }

  @Test
  void aSecretInTheFileIsRefusedAndNotQuoted() {
    var wrong =
        assertThrows(
            ConfigException.class,
            () ->
                load(
                    "servers: {t: {url: \"https://t.example\", auth: {grant: client_credentials,"
                        + " token_url: \"https://l.example\", client_id: g, client_secret:"
                        + " hunter2}}}\n"));
    assertFalse(String.valueOf(wrong.getMessage()).contains("hunter2"));
  }

  @Test
  void aGrantBesideAHeaderIsRefused() {
    assertThrows(
        ConfigException.class,
        () ->
            load(
                "servers: {t: {url: \"https://t.example\", headers: {authorization: \"${A}\"}, auth:"
                    + " {grant: token_exchange, token_url: \"https://l.example\", client_id: g}}}\n"));
  }

  @Test
  void theFileOfASecretIsGuarded() throws Exception {
    Configuration loaded =
        load(
            "servers: {t: {url: \"https://t.example\", auth: {grant: client_credentials, token_url:"
                + " \"https://l.example\", client_id: g, client_secret: \"${file:s}\"}}}\n");
    assertTrue(loaded.files().contains(folder.resolve("s")));
  }
}
