package dev.brattice.inspect.shell;

import dev.brattice.inspect.Severity;
import java.util.Optional;

/** Tells program text that runs what it fetches from the network. */
final class FetchedCode {
  private static final String[] FETCHES = {
    "urlopen(",
    "requests.get(",
    "requests.post(",
    "requests.request(",
    "get('http",
    "get(\"http",
    "httpx.get(",
    "aiohttp",
    "http.client",
    "fetch(",
    "https.get(",
    "http.get(",
    "axios",
    "uri.open(",
    "open-uri",
    "net::http",
    "lwp::simple",
    "lwp::useragent",
    "file_get_contents('http",
    "file_get_contents(\"http",
    "curl_exec",
    "downloadstring",
    "iwr ",
    "irm ",
    "invoke-webrequest",
    "invoke-restmethod"
  };

  /** How many characters before a fetch may belong to the same expression. */
  private static final int EXPRESSION_CHARS_MAX = 200;

  private FetchedCode() {}

  /**
   * How certain it is that {@code lower}, program text in lower case, runs what it fetches: to be
   * blocked where the fetch stands inside what runs, to be asked about where both stand apart.
   */
  static Optional<Severity> severity(String lower) {
    if (lower.contains("include 'http") || lower.contains("include \"http")) {
      return Optional.of(Severity.ASK);
    }
    if (!runs(lower)) {
      return Optional.empty();
    }
    boolean fetches = false;
    for (String fetch : FETCHES) {
      int at = lower.indexOf(fetch);
      if (at >= 0) {
        fetches = true;
        if (isInRun(lower, at)) {
          return Optional.of(Severity.BLOCK);
        }
      }
    }
    return fetches ? Optional.of(Severity.ASK) : Optional.empty();
  }

  private static boolean runs(String lower) {
    return runAt(lower, "exec", 0) >= 0
        || runAt(lower, "eval", 0) >= 0
        || runAt(lower, "iex", 0) >= 0
        || lower.contains("invoke-expression")
        || lower.contains("scriptblock]::create");
  }

  /**
   * Where {@code word} stands as a call of its own: not as a method such as {@code model.eval()},
   * and not on a text that stands right there.
   */
  private static int runAt(String lower, String word, int from) {
    int at = lower.indexOf(word, from);
    while (at >= 0) {
      int end = at + word.length();
      boolean begins =
          at == 0 || !WordReader.isNamePart(lower.charAt(at - 1)) && lower.charAt(at - 1) != '.';
      if (begins && takes(lower, end)) {
        return at;
      }
      at = lower.indexOf(word, end);
    }
    return -1;
  }

  private static boolean takes(String lower, int end) {
    if (end >= lower.length() || WordReader.isNamePart(lower.charAt(end))) {
      return end >= lower.length();
    }
    int at = end;
    while (at < lower.length() && (lower.charAt(at) == ' ' || lower.charAt(at) == '(')) {
      at++;
    }
    // What is handed on as a function, or called on anything but a literal.
    boolean empty = at < lower.length() && lower.charAt(at) == ')' && lower.charAt(end) == '(';
    boolean literal = at < lower.length() && "'\"`".indexOf(lower.charAt(at)) >= 0;
    boolean http = literal && lower.startsWith("http", at + 1);
    return !empty && (!literal || http);
  }

  /** Whether what begins at {@code fetch} stands inside the parentheses of a run. */
  private static boolean isInRun(String lower, int fetch) {
    int start = Math.max(0, fetch - EXPRESSION_CHARS_MAX);
    int last = -1;
    for (String word : new String[] {"exec", "eval", "iex", "invoke-expression"}) {
      int at = word.startsWith("invoke") ? lower.indexOf(word, start) : runAt(lower, word, start);
      if (at >= 0 && at < fetch) {
        last = Math.max(last, at);
      }
    }
    if (last < 0) {
      return false;
    }
    for (int i = last; i < fetch; i++) {
      if (lower.charAt(i) == ';' || lower.charAt(i) == '\n') {
        return false;
      }
    }
    return true;
  }
}
