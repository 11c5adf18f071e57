package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.util.Optional;

/**
 * Reads assignments to names of credentials, in the spellings of programs, JSON, YAML, environment
 * files, headers, XML and command lines.
 */
final class Assignments {
  private static final int NAME_CHARS_MAX = 64;
  private static final int VALUE_CHARS_MAX = 512;
  private static final int SPACES_MAX = 32;

  private static final Alphabet NAME = Alphabet.NAME;
  private static final String[] SCHEMES = {"bearer ", "basic ", "token ", "apikey ", "api-token "};
  private static final String[] TYPES = {"str", "string", "String", "text", "&str"};

  private final String text;

  // Invariant: nothing in [bareFrom, bareTo) ends a bare value, so it need not be read again.
  private int bareFrom;
  private int bareTo;

  Assignments(String text) {
    this.text = text;
  }

  /**
   * What stands under a name.
   *
   * @param secret the secret, where the value is one
   * @param next where to go on: nothing before it needs to be read again
   */
  record Reading(Optional<Secret> secret, int next) {
    static Reading none(int next) {
      return new Reading(Optional.empty(), next);
    }
  }

  /** Reads what is assigned to the name whose credential word is {@code [wordStart, wordEnd)}. */
  Reading read(int wordStart, int wordEnd) {
    int nameEnd = Alphabet.DIGITS.runEnd(text, wordEnd, 4);
    if (nameEnd < text.length() && Alphabet.WORD.has(text.charAt(nameEnd))) {
      return Reading.none(wordStart);
    }
    int nameStart = NAME.runStart(text, wordStart, NAME_CHARS_MAX);
    CredentialNames.Kind kind = CredentialNames.kindOf(text.substring(nameStart, nameEnd));
    if (kind == CredentialNames.Kind.NONE) {
      return Reading.none(wordStart);
    }
    int value = valueStart(nameStart, nameEnd);
    return value < 0 ? Reading.none(wordStart) : value(value, kind, wordStart);
  }

  /** Where the value begins: after the operator; or -1. */
  private int valueStart(int nameStart, int nameEnd) {
    int i = nameEnd;
    boolean quoted = i < text.length() && (isQuote(i) || text.startsWith("\\\"", i));
    if (quoted) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    if (quoted && i < text.length() && text.charAt(i) == ']') {
      i++;
    }
    int operator = spaces(i);
    if (operator >= text.length()) {
      return -1;
    }
    char c = text.charAt(operator);
    char next = operator + 1 < text.length() ? text.charAt(operator + 1) : ' ';
    return switch (c) {
      case '=' -> next == '=' || next == '~' ? -1 : spaces(operator + (next == '>' ? 2 : 1));
      case ':' -> next == ':' || next == '/' ? -1 : spaces(operator + (next == '=' ? 2 : 1));
      case '>' -> nameStart > 0 && text.charAt(nameStart - 1) == '<' ? operator + 1 : -1;
      case ',' -> quoted && isArgument(nameStart) ? spaces(operator + 1) : -1;
      default -> isOption(nameStart) && operator > i ? operator : -1;
    };
  }

  /** Whether the name is an option of a command: hyphens stand before it. */
  private boolean isOption(int nameStart) {
    return text.startsWith("--", nameStart)
        || nameStart > 1 && text.startsWith(" -", nameStart - 2);
  }

  /** {@code f("name", …}: in a list of strings the next is no value. */
  private boolean isArgument(int nameStart) {
    int i = nameStart - 2;
    while (i > 0 && text.charAt(i) == ' ') {
      i--;
    }
    return i >= 0 && text.charAt(i) == '(';
  }

  private Reading value(int at, CredentialNames.Kind kind, int wordStart) {
    int start = afterScheme(afterType(at));
    boolean escaped = text.startsWith("\\\"", start);
    boolean quoted = escaped || start < text.length() && isQuote(start);
    int from = start + (escaped ? 2 : quoted ? 1 : 0);
    if (quoted) {
      from = afterScheme(from);
    }
    int end = quoted ? quotedEnd(from, text.charAt(escaped ? start + 1 : start)) : bareEnd(from);
    if (end <= from || end - from >= VALUE_CHARS_MAX || !quoted && isCall(end)) {
      return Reading.none(Math.max(wordStart, from));
    }
    String value = text.substring(from, end);
    Values.Worth worth =
        !quoted && Values.isMemberAccess(value) ? Values.Worth.NOTHING : Values.judge(value, kind);
    return switch (worth) {
      // What is quoted may hold assignments itself; what is bare is read.
      case NOTHING -> Reading.none(quoted ? from : end);
      case CHOSEN -> new Reading(Optional.of(secret(Severity.NOTE, 0.5, from, end)), end);
      case DRAWN -> new Reading(Optional.of(secret(Severity.WARN, 0.75, from, end)), end);
    };
  }

  private static Secret secret(Severity severity, double confidence, int start, int end) {
    return new Secret(
        "credential-assignment",
        "a value assigned to the name of a credential",
        severity,
        confidence,
        start,
        end);
  }

  /** {@code password: str = …}: the type is no value. */
  private int afterType(int at) {
    for (String type : TYPES) {
      if (text.startsWith(type, at)) {
        int operator = spaces(at + type.length());
        if (operator < text.length() && text.charAt(operator) == '=') {
          return spaces(operator + 1);
        }
      }
    }
    return at;
  }

  private int afterScheme(int at) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
        return spaces(at + scheme.length());
      }
    }
    return at;
  }

  private int quotedEnd(int from, char quote) {
    int most = Math.min(text.length(), from + VALUE_CHARS_MAX);
    for (int i = from; i < most; i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i > from && text.charAt(i - 1) == '\\' ? i - 1 : i;
      }
      if (c == '\n') {
        return from;
      }
    }
    return from;
  }

  private int bareEnd(int from) {
    int most = Math.min(text.length(), from + VALUE_CHARS_MAX);
    if (from < bareFrom || from > bareTo) {
      bareFrom = from;
      bareTo = from;
    }
    while (bareTo < most && isBare(text.charAt(bareTo))) {
      bareTo++;
    }
    return Math.min(bareTo, most);
  }

  private static boolean isBare(char c) {
    return c > ' ' && "\"'`,;<>()[]{}|&\\".indexOf(c) < 0 && c < 0x7F;
  }

  private boolean isCall(int end) {
    return end < text.length() && "([{".indexOf(text.charAt(end)) >= 0;
  }

  private boolean isQuote(int at) {
    char c = text.charAt(at);
    return c == '"' || c == '\'' || c == '`';
  }

  private int spaces(int from) {
    int most = Math.min(text.length(), from + SPACES_MAX);
    int i = from;
    while (i < most && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }
}
