package dev.brattice.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how tokens for one server are asked for. What it refuses it does not quote. */
final class GrantReader {
  private static final List<String> WANTED = List.of("scope", "audience", "resource");
  private static final List<String> OTHERS =
      List.of("token_url", "client_id", "client_secret", "scope", "audience", "resource");

  private final SettingsReader values;
  private final String prefix;

  /** A reader of what is below {@code prefix}. */
  GrantReader(SettingsReader values, String prefix) {
    this.values = values;
    this.prefix = prefix;
  }

  /** The grant; empty where none is asked for. */
  Optional<Settings.Grant> grant() throws ConfigException {
    String grant = values.text(prefix + "grant");
    if (grant.isEmpty()) {
      for (String name : OTHERS) {
        if (!values.text(prefix + name).isEmpty()) {
          throw wrong("grant", "`client_credentials` or `token_exchange`");
        }
      }
      return Optional.empty();
    }
    Optional<URI> address = AccessReader.address(values.text(prefix + "token_url"));
    if (address.isEmpty()) {
      throw wrong("token_url", "an https address");
    }
    String client = values.text(prefix + "client_id");
    if (client.isEmpty()) {
      throw wrong("client_id", "the name of this gateway at the authority");
    }
    boolean exchanges = grant.equals("token_exchange");
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String name : WANTED) {
      String text = values.text(prefix + name);
      if (!text.isEmpty()) {
        wanted.put(name, text);
      }
    }
    Optional<HeaderText> secret = secret();
    if (!exchanges && secret.isEmpty()) {
      throw wrong("client_secret", "a reference like ${NAME} or ${file:PATH}");
    }
    return Optional.of(new Settings.Grant(exchanges, address.get(), client, secret, wanted));
  }

  private Optional<HeaderText> secret() throws ConfigException {
    String text = values.text(prefix + "client_secret");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Path folder =
        values.get(prefix + "client_secret").source().folder().orElse(Path.of("").toAbsolutePath());
    Optional<HeaderText> secret = HeaderText.read(text, folder);
    if (secret.isEmpty() || !secret.get().hasReference()) {
      throw wrong("client_secret", "a reference like ${NAME} or ${file:PATH}");
    }
    return secret;
  }

  private ConfigException wrong(String name, String expected) {
    return new ConfigException(
        values.get(prefix + "grant").source().text(),
        "expected " + expected + " as `" + prefix + name + "`, got something else");
  }
}
