package dev.brattice.inspect.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Judges what stands where a credential belongs. */
final class Values {
  private static final int KEY_CHARS_MIN = 16;
  private static final int PASSWORD_CHARS_MIN = 6;

  /** Letters alone are a name more often than a key, unless there are many. */
  private static final int LETTERS_MIN = 24;

  private static final int UUID_CHARS = 36;

  /** What people write for a password that is none. */
  private static final Set<String> NOT_SECRET =
      Set.of(
          "pass",
          "password",
          "passwd",
          "pwd",
          "secret",
          "user",
          "username",
          "admin",
          "root",
          "test",
          "testing",
          "none",
          "null",
          "nil",
          "undefined",
          "true",
          "false",
          "string",
          "text",
          "required",
          "optional",
          "hidden",
          "empty",
          "default",
          "value",
          "token",
          "key",
          "apikey",
          "api_key",
          "postgres",
          "mysql",
          "guest",
          "unknown",
          "enabled",
          "disabled",
          "bearer",
          "basic",
          "mypassword",
          "my-password",
          "mysecret",
          "secretpassword",
          "pass123",
          "password1",
          "password123",
          "secret123",
          "test123",
          "admin123",
          "postgres123",
          "12345678",
          "123456",
          "hunter2");

  private static final List<String> DIGEST_PREFIXES =
      List.of("sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "md5:", "data:");

  /** What a value may be worth. */
  enum Worth {
    NOTHING,
    /** A person may have chosen it as a password. */
    CHOSEN,
    /** It was drawn by chance. */
    DRAWN
  }

  private Values() {}

  /** What {@code value} is worth under a name of {@code kind}. */
  static Worth judge(String value, CredentialNames.Kind kind) {
    if (value.length() < PASSWORD_CHARS_MIN
        || kind == CredentialNames.Kind.NONE
        || isStandIn(value)
        || isReference(value, 0, value.length())
        || isPlace(value)) {
      return Worth.NOTHING;
    }
    if (isIdentifier(value)) {
      return kind == CredentialNames.Kind.KEY && value.length() == UUID_CHARS
          ? Worth.CHOSEN
          : Worth.NOTHING;
    }
    if (isRandom(value)) {
      return Worth.DRAWN;
    }
    return kind == CredentialNames.Kind.PASSWORD && isChosen(value) ? Worth.CHOSEN : Worth.NOTHING;
  }

  /** Whether {@code value} only shows where a secret belongs. */
  static boolean isStandIn(String value) {
    return NOT_SECRET.contains(value.toLowerCase(Locale.ROOT)) || Randomness.isStandIn(value);
  }

  /** Whether the value is taken from elsewhere: a variable, a template, a call. */
  static boolean isReference(String text, int start, int end) {
    if (end <= start) {
      return true;
    }
    char first = text.charAt(start);
    if (first == '$' && end - start > 1 && isNameStart(text.charAt(start + 1))
        || first == '<'
        || first == '%'
        || first == '@'
        || first == '['
        || first == '-') {
      return true;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      char next = i + 1 < end ? text.charAt(i + 1) : ' ';
      if (c == '{' && i <= start + 1
          || c == '$' && (next == '{' || next == '(')
          || c == '{' && next == '{'
          || c == '(' && next == ')'
          || c == ':' && next == ':') {
        return true;
      }
    }
    return false;
  }

  private static boolean isNameStart(char c) {
    return c >= 'A' && c <= 'Z' || c == '_' || c == '{' || c == '(';
  }

  /** {@code config.auth.password}: names joined by dots, none of them long and drawn by chance. */
  static boolean isMemberAccess(String value) {
    int from = 0;
    for (int i = 0; i <= value.length(); i++) {
      boolean dot = i == value.length() || value.charAt(i) == '.';
      if (!dot && !Alphabet.WORD.has(value.charAt(i))) {
        return false;
      }
      if (dot && (i == from || Alphabet.DIGITS.has(value.charAt(from)) || i - from >= 20)) {
        return false;
      }
      from = dot ? i + 1 : from;
    }
    return value.indexOf('.') > 0;
  }

  /** A path, an address, a digest: none of them secret. */
  private static boolean isPlace(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    for (String prefix : DIGEST_PREFIXES) {
      if (lower.startsWith(prefix)) {
        return true;
      }
    }
    return value.startsWith("/") && (Randomness.isWordLike(value) || isDeepPath(value))
        || value.startsWith("./")
        || value.startsWith("~/")
        || value.startsWith("../")
        || value.contains("://")
        || value.contains(":\\");
  }

  /** So many folders are a path: base64 seldom begins with a slash and has two more. */
  private static boolean isDeepPath(String value) {
    return value.chars().filter(c -> c == '/').count() >= 3;
  }

  /** Groups of hexadecimal digits with hyphens, as a UUID (RFC 9562) and its parts have. */
  private static boolean isIdentifier(String value) {
    int hyphens = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      hyphens += c == '-' ? 1 : 0;
      if (c != '-' && !Alphabet.HEX.has(c)) {
        return false;
      }
    }
    return hyphens > 0;
  }

  /** Letters and digits as chance draws them, long enough to tell. */
  static boolean isRandom(String value) {
    int digits = 0;
    int letters = 0;
    boolean upper = false;
    boolean lower = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        return false;
      }
      digits += Alphabet.DIGITS.has(c) ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
    }
    boolean worded = digits == 0 && (!upper || !lower || value.length() < LETTERS_MIN);
    if (value.length() < KEY_CHARS_MIN || letters == 0 || worded) {
      return false;
    }
    return (letters + digits) * 10 >= value.length() * 8
        && Randomness.isDrawn(value, 0, value.length())
        && !Randomness.isWordLike(value);
  }

  /** Letters with digits or marks among them, as people choose passwords; no word or name. */
  private static boolean isChosen(String value) {
    int digits = 0;
    int letters = 0;
    int marks = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ') {
        return false;
      }
      digits += Alphabet.DIGITS.has(c) ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      marks += "!@#$%^&*?~+=".indexOf(c) >= 0 ? 1 : 0;
    }
    return letters >= 2 && digits + marks > 0 && value.length() <= 64 && isNoWord(value);
  }

  private static boolean isNoWord(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return !lower.contains("pass")
        && !lower.contains("secret")
        && !lower.contains("token")
        && !lower.contains("key");
  }
}
