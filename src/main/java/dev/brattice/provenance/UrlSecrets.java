package dev.brattice.provenance;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What is secret in the URLs of a value: the password, parameters, and parts that look random. Host
 * and path are not.
 */
final class UrlSecrets {
  private final String text;
  private final SensitiveText sink;

  UrlSecrets(String text, SensitiveText sink) {
    this.text = text;
    this.sink = sink;
  }

  void read() {
    int scheme = text.indexOf("://");
    while (scheme >= 0) {
      int start = scheme + 3;
      int next = text.indexOf("://", start);
      int end = end(start, next < 0 ? text.length() : next);
      authority(start, first("/?#", start, end));
      parts(first("/?#", start, end), end);
      scheme = next;
    }
  }

  private int end(int from, int limit) {
    int i = from;
    while (i < limit && text.charAt(i) > ' ') {
      i++;
    }
    return i;
  }

  private int first(String stops, int from, int end) {
    int i = from;
    while (i < end && stops.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private void authority(int from, int end) {
    String authority = text.substring(from, end);
    int at = authority.lastIndexOf('@');
    if (at < 0) {
      RandomWords.visit(authority, sink::credential);
      return;
    }
    String user = authority.substring(0, at);
    int colon = user.indexOf(':');
    if (colon < 0) {
      RandomWords.visit(user, sink::credential);
      return;
    }
    RandomWords.visit(user.substring(0, colon), sink::credential);
    String password = user.substring(colon + 1);
    sink.credential(password);
    if (password.indexOf('%') >= 0) {
      sink.credential(decode(password));
    }
  }

  private static String decode(String password) {
    try {
      return URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return password;
    }
  }

  /** Path and query: parameters by their names, the rest by its looks. */
  private void parts(int from, int end) {
    for (int i = from; i < end; ) {
      int stop = first("/?#&;", i, end);
      int equals = text.indexOf('=', i);
      if (equals > i && equals < stop) {
        sink.setting(text.substring(i, equals), text.substring(equals + 1, stop));
      } else {
        RandomWords.visit(text.substring(i, stop), sink::credential);
      }
      i = stop + 1;
    }
  }
}
