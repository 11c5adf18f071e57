package dev.brattice.inspect.secrets;

import java.util.List;
import java.util.Locale;

/** Names under which secrets stand. */
final class CredentialNames {
  /** What such a name ends with. */
  static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "pwd",
          "_pass",
          "secret",
          "token",
          "apikey",
          "api_key",
          "api-key",
          "api key",
          "accesskey",
          "access_key",
          "access-key",
          "secretkey",
          "secret_key",
          "secret-key",
          "privatekey",
          "private_key",
          "private-key",
          "authkey",
          "auth_key",
          "signingkey",
          "signing_key",
          "signing-key",
          "encryptionkey",
          "encryption_key",
          "encryption-key",
          "accountkey",
          "account_key",
          "masterkey",
          "master_key",
          "credential",
          "credentials",
          "authorization",
          "auth",
          "api-token",
          "passwort",
          "mot_de_passe",
          "contraseña");

  /** What a name with {@code token} may say of it so that it is no secret. */
  private static final List<String> PLAIN_TOKENS =
      List.of(
          "page",
          "next",
          "continu",
          "cursor",
          "sync",
          "cancel",
          "eos",
          "bos",
          "pad",
          "unk",
          "mask",
          "stop",
          "max",
          "min",
          "num",
          "count",
          "design",
          "lookup",
          "special",
          "progress",
          "total",
          "start",
          "end",
          "last",
          "first",
          "input",
          "output",
          "prompt",
          "line",
          "csrf",
          "xsrf",
          "per",
          "public",
          "id_");

  /** How sure a name is. */
  enum Kind {
    /** No credential. */
    NONE,
    /** A person chooses it: it need not look drawn by chance. */
    PASSWORD,
    /** A machine draws it, and it may only name something, such as a session or a page. */
    TOKEN,
    /** A machine draws it. */
    KEY
  }

  private CredentialNames() {}

  /** What stands under {@code name}; case and digits at its end do not matter. */
  static Kind kindOf(String name) {
    int end = name.length();
    while (end > 0 && Alphabet.DIGITS.has(name.charAt(end - 1))) {
      end--;
    }
    String lower = name.substring(0, end).toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (lower.endsWith(word) || lower.equals("pass")) {
        return lower.endsWith("auth") && !isWhole(lower, "auth") ? Kind.NONE : kind(lower, word);
      }
    }
    return Kind.NONE;
  }

  private static Kind kind(String lower, String word) {
    if (word.equals("token")) {
      for (String plain : PLAIN_TOKENS) {
        if (lower.contains(plain)) {
          return Kind.NONE;
        }
      }
    }
    if (lower.contains("pass") || lower.endsWith("pwd") || word.equals("contraseña")) {
      return Kind.PASSWORD;
    }
    boolean named = word.equals("token") && !lower.contains("api") && !lower.contains("auth");
    return named ? Kind.TOKEN : Kind.KEY;
  }

  private static boolean isWhole(String name, String word) {
    int at = name.length() - word.length();
    return at == 0 || !Alphabet.BASE62.has(name.charAt(at - 1));
  }
}
