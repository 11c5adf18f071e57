package dev.brattice.provenance;

import dev.brattice.inspect.Words;
import java.util.List;
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
      Words.listed(
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
      Words.listed(
          """
          min max length len expiry expires expiration expire ttl timeout limit count size
          enabled enable disabled required url uri endpoint host port path file filename dir
          name type algorithm alg provider method mode issuer audience region version days
          hours minutes seconds prefix sock scope scopes policy field column header hint label
          format rotation lifetime domain id ids user username usage budget tokenizer arn
          """);

  /** The same, but only as the last word: {@code credsStore}, not {@code KEY_STORE_PASSWORD}. */
  private static final Set<String> ABOUT_AT_END =
      Words.listed(
          """
          store helper helpers manager backend engine driver plugin at on date changed updated
          created reset hash status
          """);

  /** What these name is shown to everybody, unless it is their key or password. */
  private static final Set<String> CERTIFICATES = Set.of("certificate", "cert", "certs", "ca");

  /** What is identified by something that is shown to everybody, also among credentials. */
  private static final Set<String> OWNERS =
      Words.listed("client tenant app application project account org organization team user");

  /** Identifiers that open something to whoever knows them. */
  private static final Set<String> SESSIONS =
      Set.of("session", "sess", "sid", "phpsessid", "jsessionid");

  /** These make a key one that is no credential. */
  private static final Set<String> NOT_LOCKS =
      Words.listed(
          """
          sort primary foreign partition cache routing row object group map index unique
          composite candidate hot short arrow function
          """);

  private static final Set<String> SHOWN = Set.of("public", "publishable", "pub", "anon");
  private static final Set<String> IDENTIFIERS =
      Words.listed(
          """
          id ids uuid guid sha commit revision rev digest checksum etag fingerprint thumbprint arn
          """);

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
    boolean certificate = false;
    for (String word : words) {
      if (SHOWN.contains(word)) {
        return PUBLIC;
      }
      certificate |= CERTIFICATES.contains(word);
      credential |= isCredential(word);
      lock |= word.equals("key") || word.equals("keys");
      about |= ABOUT.contains(word);
      otherKey |= NOT_LOCKS.contains(word);
    }
    if (certificate && !credential && !lock) {
      return PUBLIC;
    }
    about |= !words.isEmpty() && ABOUT_AT_END.contains(words.getLast());
    if (credential && !about) {
      return CREDENTIAL;
    }
    if (lock && words.size() > 1 && !about && !otherKey) {
      return CREDENTIAL;
    }
    return isIdentifier(words, credential) ? IDENTIFIER : ORDINARY;
  }

  /** {@code BUILD_ID}, {@code GPG_KEY_ID}; {@code AUTH_CLIENT_ID}, but not {@code SECRET_ID}. */
  private static boolean isIdentifier(List<String> words, boolean credential) {
    int last = words.size() - 1;
    if (last < 0 || !IDENTIFIERS.contains(words.get(last))) {
      return false;
    }
    return !credential || (last > 0 && OWNERS.contains(words.get(last - 1)));
  }

  /** Whether {@code name} is that of a session, whose identifier is as good as a password. */
  static boolean isOfSession(String name) {
    for (String word : words(name)) {
      if (SESSIONS.contains(word)) {
        return true;
      }
    }
    return false;
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
    return Words.ofName(text);
  }
}
