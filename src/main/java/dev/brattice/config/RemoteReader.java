package dev.brattice.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how a server over HTTP is reached. What it refuses it does not quote: it can be secret. */
final class RemoteReader {
  /** What the transport sets itself, in lower case. */
  private static final Set<String> RESERVED =
      Set.of(
          "accept",
          "accept-encoding",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "keep-alive",
          "last-event-id",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final String OWN_PREFIX = "mcp-";
  private static final String AGENTS_PREFIX = "a2a-";
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private final String prefix;

  /** A reader for the server or agent whose keys begin with {@code prefix}. */
  RemoteReader(String prefix) {
    this.prefix = prefix;
  }

  /** The address {@code text}. */
  URI url(Source source, String text) throws ConfigException {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("https") || scheme.equals("http"))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // Said below.
    }
    throw new ConfigException(
        source.text(),
        "expected an address such as https://tools.example/mcp without user and fragment as `"
            + path("url")
            + "`, got another text; credentials belong in `headers`");
  }

  /** The headers of {@code pairs}. */
  Map<String, HeaderText> headers(Source source, Map<String, String> pairs) throws ConfigException {
    Path folder = source.folder().orElse(Path.of("").toAbsolutePath());
    Map<String, HeaderText> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String name = pair.getKey();
      checkName(source, name);
      Optional<HeaderText> value = HeaderText.read(pair.getValue(), folder);
      if (value.isEmpty()) {
        throw new ConfigException(
            source.text(),
            "expected references like ${NAME} and ${file:PATH} in `"
                + path("headers." + name)
                + "`, got one that is neither");
      }
      if (isCredential(name) && !value.get().hasReference()) {
        throw new ConfigException(
            source.text(),
            "expected a reference like ${NAME} or ${file:PATH} in `"
                + path("headers." + name)
                + "`, so that the secret is not in this file, got a text without one");
      }
      headers.put(name, value.get());
    }
    return headers;
  }

  private static boolean isCredential(String name) {
    return Masking.isNamedLikeCredential(name) || name.toLowerCase(Locale.ROOT).contains("cookie");
  }

  private void checkName(Source source, String name) throws ConfigException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!isToken(name)
        || RESERVED.contains(lower)
        || lower.startsWith(OWN_PREFIX)
        || lower.startsWith(AGENTS_PREFIX)) {
      throw new ConfigException(
          source.text(),
          "expected names of headers that the protocol does not set itself in `"
              + path("headers")
              + "`, got one that is none or that it sets");
    }
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > '~' || (!Character.isLetterOrDigit(c) && TOKEN_MARKS.indexOf(c) < 0)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private String path(String key) {
    return prefix + key;
  }
}
