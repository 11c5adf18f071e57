package dev.brattice.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the name of a setting says about its value. */
enum KeyName {
  /** The value is a credential, however short. */
  CREDENTIAL,
  /** The value is made to be seen. */
  PUBLIC,
  /** The value identifies something. */
  IDENTIFIER,
  /** The name says nothing. */
  ORDINARY;

  /** A longer name is judged by its end. */
  private static final int NAME_CHARS_MAX = 128;

  private static final Set<String> CREDENTIALS =
      WordSet.of(
          """
          password passwd pass pwd passphrase passcode pin secret secrets token tokens
          credential credentials cred creds auth authtoken authorization dsn private salt
          apikey mnemonic seed bearer jwt cookie otp totp sas accesskey secretkey privatekey
          authkey
          """);

  private static final List<String> CREDENTIAL_ENDINGS =
      List.of("password", "passwd", "passphrase", "secret", "token", "apikey", "secretkey");

  /** These make a name with a credential's word one of something about it. */
  private static final Set<String> ABOUT =
      WordSet.of(
          """
          min max length len expiry expires expiration expire ttl timeout limit count size
          enabled enable disabled required url uri endpoint host port path file filename dir
          name type algorithm alg provider method mode issuer audience region version days
          hours minutes seconds prefix sock scope scopes policy field column header hint label
          format rotation lifetime domain id ids user username usage budget tokenizer
          """);

  /** These make a key one that is no credential. */
  private static final Set<String> NOT_LOCKS =
      WordSet.of(
          """
          sort primary foreign partition cache routing row object group map index unique
          composite candidate hot short arrow function
          """);

  private static final Set<String> SHOWN = Set.of("public", "publishable", "pub");
  private static final Set<String> IDENTIFIERS =
      Set.of("id", "ids", "uuid", "guid", "sha", "commit");

  /** What {@code name}, as written in a file, says. */
  static KeyName of(String name) {
    if (name.equals("PWD") || name.equals("OLDPWD")) {
      // The working directory, not a password.
      return ORDINARY;
    }
    List<String> words = words(name);
    boolean credential = false;
    boolean lock = false;
    boolean about = false;
    boolean otherKey = false;
    for (String word : words) {
      if (SHOWN.contains(word)) {
        return PUBLIC;
      }
      credential |= isCredential(word);
      lock |= word.equals("key") || word.equals("keys");
      about |= ABOUT.contains(word);
      otherKey |= NOT_LOCKS.contains(word);
    }
    if (credential && !about) {
      return CREDENTIAL;
    }
    if (lock && words.size() > 1 && !about && !otherKey) {
      return CREDENTIAL;
    }
    boolean identifier = !words.isEmpty() && IDENTIFIERS.contains(words.getLast());
    return identifier && !credential && !lock ? IDENTIFIER : ORDINARY;
  }

  private static boolean isCredential(String word) {
    if (CREDENTIALS.contains(word)) {
      return true;
    }
    for (String ending : CREDENTIAL_ENDINGS) {
      if (word.length() > ending.length() && word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The words of a name in any spelling, in lower case: {@code dbPassword}, {@code DB-PASSWORD}.
   */
  static List<String> words(String name) {
    String text =
        name.length() <= NAME_CHARS_MAX ? name : name.substring(name.length() - NAME_CHARS_MAX);
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean part = i < text.length() && Character.isLetter(text.charAt(i));
      if (start >= 0 && (!part || startsWord(text, i))) {
        words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
      if (part && start < 0) {
        start = i;
      }
    }
    return words;
  }

  private static boolean startsWord(String text, int i) {
    if (!Character.isUpperCase(text.charAt(i))) {
      return false;
    }
    return Character.isLowerCase(text.charAt(i - 1))
        || (i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1)));
  }
}
