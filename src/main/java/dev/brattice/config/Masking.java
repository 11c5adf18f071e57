package dev.brattice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes out of a configuration what it must not show. */
final class Masking {
  /** What stands for a hidden text. */
  static final String MASK = "***";

  private static final List<String> CREDENTIALS =
      List.of("token", "secret", "passw", "credential", "api-key", "api_key", "apikey", "auth");

  private Masking() {}

  /** {@code command} without the values of arguments that are named like credentials. */
  static List<String> command(List<String> command) {
    List<String> masked = new ArrayList<>();
    boolean next = false;
    for (String argument : command) {
      if (next && !argument.startsWith("-")) {
        masked.add(MASK);
        next = false;
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      boolean credential = isNamedLikeCredential(name);
      masked.add(equals >= 0 && credential ? name + "=" + MASK : withoutPassword(argument));
      next = equals < 0 && credential && argument.startsWith("-");
    }
    return masked;
  }

  /** Whether what is called {@code name} is most likely a credential. */
  static boolean isNamedLikeCredential(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    for (String word : CREDENTIALS) {
      if (folded.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** {@code scheme://user:password@host} without the password. */
  static String withoutPassword(String argument) {
    int scheme = argument.indexOf("://");
    int at = scheme < 0 ? -1 : argument.indexOf('@', scheme);
    int colon = at < 0 ? -1 : argument.indexOf(':', scheme + 3);
    return colon < 0 || colon > at
        ? argument
        : argument.substring(0, colon + 1) + MASK + argument.substring(at);
  }
}
