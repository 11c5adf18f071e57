package dev.brattice.provenance;

import java.util.List;
import java.util.Optional;

/**
 * Reads settings out of text in any of the usual forms: environment files and listings, INI, TOML,
 * YAML, properties, JSON that is cut short, {@code .netrc}, {@code .npmrc}, {@code .pgpass}, HTTP
 * headers, command lines; with line numbers, file names or diff marks in front. It never refuses:
 * what is no setting is prose. Linear in the text's length.
 */
final class SettingsReader {
  /** A quoted value that runs over lines ends here at the latest. */
  static final int QUOTED_CHARS_MAX = 1 << 16;

  private static final int NAME_CHARS_MAX = 128;
  private static final int NUMBER_DIGITS_MAX = 7;
  private static final String VALUE_NAMES = " value val ";
  private static final String NAME_NAMES = " name key variable ";

  private final String text;
  private final SecretSink sink;
  private final boolean numbered;
  private final Unclosed unclosed = new Unclosed();
  private String lastName = "";

  SettingsReader(String text, SecretSink sink) {
    this.text = text;
    this.sink = sink;
    this.numbered = isNumbered();
  }

  /** Shows everything in the text to the sink, in order. */
  void read() {
    int at = 0;
    while (at < text.length()) {
      at = line(at, lineEnd(at));
    }
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Reads the line {@code [from, newline)}; returns where the next one begins. */
  private int line(int from, int newline) {
    int end = trimEnd(from, newline);
    int start = skipSpaces(numbered ? afterNumber(from, end) : from, end);
    int content = skipMarks(start, end);
    Optional<Pair> pair = pair(content, end);
    if (pair.isEmpty()) {
      loose(content, end, content > start && isCommentMark(text.charAt(start)));
      return newline + 1;
    }
    if (isBlockMark(pair.get().value(), end)) {
      return block(pair.get().name(), start - from, newline);
    }
    whole(pair.get(), content, end);
    while (pair.isPresent()) {
      int next = value(pair.get(), end);
      if (next > end) {
        // A value over several lines.
        return lineEnd(next) + 1;
      }
      pair = pair(next, end);
    }
    return newline + 1;
  }

  /** A name and where its value begins. */
  private record Pair(String name, int start, int value) {}

  /** The first setting in {@code [from, end)}. */
  private Optional<Pair> pair(int from, int end) {
    int at = from;
    for (int sep = separator(at, end); sep >= 0; sep = separator(at, end)) {
      int start = nameStart(at, sep);
      int value = skipSpaces(sep + width(sep, end), end);
      if (start < sep && (value < end || text.charAt(sep) == ':')) {
        return Optional.of(new Pair(text.substring(start, nameEnd(start, sep)), start, value));
      }
      at = sep + width(sep, end);
    }
    return Optional.empty();
  }

  /** What else the first setting of a line may be. */
  private void whole(Pair pair, int content, int end) {
    int value = pair.value();
    if (value >= end) {
      return;
    }
    if (text.substring(content, end).contains("://")) {
      sink.setting("", text.substring(content, end));
    }
    if (!isQuote(text.charAt(value))) {
      // Perhaps it is one value with an equals sign in it.
      emit(pair.name(), strip(value, comment(value, end)));
    }
    if (pair.start() > content) {
      // Perhaps the line is a command, in which the value is one word, or has a credential with an
      // equals sign in it.
      emit(pair.name(), strip(value, wordEnd(value, end)));
      KeyWords.pairs(KeyWords.split(text, content, end), sink);
    }
  }

  private int wordEnd(int from, int end) {
    int i = from;
    while (i < end && text.charAt(i) > ' ') {
      i++;
    }
    return i;
  }

  /** Reads the value of a setting; returns where to go on, past {@code end} on a later line. */
  private int value(Pair pair, int end) {
    int from = pair.value();
    int close = from < end ? closing(from) : -1;
    if (close >= 0) {
      emit(pair.name(), Escapes.resolve(text.substring(from + 1, close), text.charAt(from)));
      return close + 1;
    }
    int value = from < end && isQuote(text.charAt(from)) ? from + 1 : from;
    Optional<Pair> next = pair(value, end);
    int stop = end;
    if (next.isPresent() && next.get().start() > value) {
      int start = next.get().start();
      stop = isBetween(text.charAt(start - 1)) ? start : end;
    }
    emit(pair.name(), strip(value, comment(value, stop)));
    return stop;
  }

  private void emit(String name, String value) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (NAME_NAMES.contains(' ' + lower + ' ')) {
      lastName = value;
    }
    boolean paired = VALUE_NAMES.contains(' ' + lower + ' ') && !lastName.isEmpty();
    sink.setting(paired ? lastName : name, value);
  }

  /** A YAML block scalar: the lines indented deeper than its key. */
  private int block(String name, int indent, int newline) {
    var value = new StringBuilder();
    int at = newline + 1;
    while (at < text.length()) {
      int end = lineEnd(at);
      int start = skipSpaces(at, end);
      if (start < end && start - at <= indent) {
        break;
      }
      value.append(text, start, end).append('\n');
      at = end + 1;
    }
    emit(name, value.toString());
    return at;
  }

  /** A line without settings: words that may be credentials by their neighbours, else prose. */
  private void loose(int start, int end, boolean comment) {
    if (start >= end) {
      return;
    }
    List<String> words = KeyWords.split(text, start, end);
    KeyWords.pairs(words, sink);
    if (words.size() == 1) {
      KeyWords.fields(words.getFirst(), sink);
    }
    sink.setting("", text.substring(start, end));
    if (!comment && (words.size() > 1 || !KeyWords.isAscii(words.getFirst()))) {
      sink.prose(text.substring(start, end));
    }
  }

  /** The first separator of a name and a value in {@code [from, end)}, or -1. */
  private int separator(int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '=' && isEquals(i, from, end)) {
        return i;
      }
      if (c == '=' && i + 1 < end && text.charAt(i + 1) == '=') {
        i++;
      } else if (c == ':' && isColon(i, from, end)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isEquals(int i, int from, int end) {
    char next = i + 1 < end ? text.charAt(i + 1) : ' ';
    char before = i > from ? text.charAt(i - 1) : ' ';
    return next != '=' && "!<>=+*%^~".indexOf(before) < 0;
  }

  private boolean isColon(int i, int from, int end) {
    char next = i + 1 < end ? text.charAt(i + 1) : ' ';
    if (next == '=' || next <= ' ' || isQuote(next)) {
      return true;
    }
    return i > from && isQuote(text.charAt(i - 1)) && next != ':';
  }

  /** {@code =}, {@code :}, {@code :=} or {@code =>}. */
  private int width(int sep, int end) {
    if (sep + 1 >= end) {
      return 1;
    }
    char next = text.charAt(sep + 1);
    return (text.charAt(sep) == ':' && next == '=') || (text.charAt(sep) == '=' && next == '>')
        ? 2
        : 1;
  }

  /** Where the name left of {@code sep} begins; {@code sep} where there is none. */
  private int nameStart(int from, int sep) {
    int end = nameEnd(from, sep);
    int i = end;
    int least = Math.max(from, end - NAME_CHARS_MAX);
    while (i > least && isNamePart(text.charAt(i - 1))) {
      i--;
    }
    return i == end ? sep : i;
  }

  private int nameEnd(int from, int sep) {
    int end = sep;
    while (end > from && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return end > from && isQuote(text.charAt(end - 1)) ? end - 1 : end;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
  }

  /** Where the quoted value that begins at {@code open} ends, or -1. */
  private int closing(int open) {
    char quote = text.charAt(open);
    if (!isQuote(quote) || unclosed.covers(quote, open)) {
      return -1;
    }
    int limit = Math.min(text.length(), open + QUOTED_CHARS_MAX);
    for (int i = open + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
      } else if (c == quote && isAfterValue(i + 1)) {
        return i;
      } else if (c == '\n' && beginsSetting(i + 1)) {
        limit = i;
      }
    }
    unclosed.remember(quote, open, limit);
    return -1;
  }

  private boolean isAfterValue(int i) {
    return i >= text.length() || text.charAt(i) <= ' ' || ",;)}]#".indexOf(text.charAt(i)) >= 0;
  }

  private boolean beginsSetting(int from) {
    int limit = Math.min(text.length(), from + NAME_CHARS_MAX);
    int i = from;
    while (i < limit && isNamePart(text.charAt(i))) {
      i++;
    }
    if (i == from || i + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(i + 1);
    return (text.charAt(i) == '=' && next != '=' && next > ' ')
        || (text.charAt(i) == ':' && next == ' ');
  }

  private boolean isBlockMark(int from, int end) {
    if (from >= end || end - from > 3 || "|>".indexOf(text.charAt(from)) < 0) {
      return false;
    }
    for (int i = from + 1; i < end; i++) {
      if ("+-0123456789".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Where a comment after a value begins. */
  private int comment(int from, int stop) {
    for (int i = from + 1; i < stop; i++) {
      if (text.charAt(i) == '#' && text.charAt(i - 1) <= ' ') {
        return i;
      }
    }
    return stop;
  }

  private String strip(int from, int to) {
    int end = to;
    while (end > from
        && (text.charAt(end - 1) <= ' ' || ",;&".indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return text.substring(from, end);
  }

  /** Skips list, diff and comment marks. */
  private int skipMarks(int from, int end) {
    int i = from;
    while (i < end && "#/;-+*>!<".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    boolean flag = i - from == 2 && text.startsWith("--", from) && i < end && text.charAt(i) > ' ';
    return flag ? from : skipSpaces(i, end);
  }

  private static boolean isCommentMark(char c) {
    return c == '#' || c == '/' || c == ';';
  }

  private int skipSpaces(int from, int end) {
    int i = from;
    while (i < end && text.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private int trimEnd(int from, int newline) {
    int end = newline;
    while (end > from && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return end;
  }

  private static boolean isBetween(char c) {
    return c <= ' ' || c == ';' || c == '&' || c == ',' || c == '?' || isQuote(c) || c == '{';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** Whether every line has a number in front, as tools that show files add. */
  private boolean isNumbered() {
    boolean any = false;
    for (int at = 0; at < text.length(); at = lineEnd(at) + 1) {
      int end = trimEnd(at, lineEnd(at));
      if (at < end) {
        if (afterNumber(at, end) == at) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /** Past {@code 12:}, {@code 12|}, a number and a tab or an arrow; {@code from} if not there. */
  private int afterNumber(int from, int end) {
    int digits = skipSpaces(from, end);
    int i = digits;
    while (i < end
        && i - digits < NUMBER_DIGITS_MAX
        && text.charAt(i) >= '0'
        && text.charAt(i) <= '9') {
      i++;
    }
    if (i == digits) {
      return from;
    }
    if (i == end) {
      // An empty line with its number, trimmed.
      return end;
    }
    return "\t:|\u2192".indexOf(text.charAt(i)) >= 0 ? i + 1 : from;
  }

  /** Where quotes are known not to close, so that no part of the text is searched twice. */
  private static final class Unclosed {
    private final int[] from = new int[128];
    private final int[] until = new int[128];

    boolean covers(char quote, int at) {
      return at >= from[quote] && at < until[quote];
    }

    void remember(char quote, int start, int end) {
      from[quote] = start;
      until[quote] = end;
    }
  }
}
