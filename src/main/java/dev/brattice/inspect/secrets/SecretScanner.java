package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import dev.brattice.scan.Keywords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the secrets in one text: one pass for everything a secret can begin with or be named by,
 * and a look around each place that the pass reports. Linear: what is looked at around one place is
 * bounded or never looked at again.
 */
final class SecretScanner {
  /** The most secrets of one text; the rest is not listed. */
  static final int SECRETS_MAX = 512;

  private static final List<VendorKind> KINDS = Vendors.all();
  private static final Keywords KEYWORDS = keywords();

  private final String text;
  private final List<Secret> found = new ArrayList<>();
  private final Assignments assignments;
  // Invariant: no assignment that begins before this place is read; the place only grows.
  private int assignmentsFrom;

  private SecretScanner(String text) {
    this.text = text;
    this.assignments = new Assignments(text);
  }

  private static Keywords keywords() {
    List<String> words = new ArrayList<>();
    for (VendorKind kind : KINDS) {
      words.add(kind.prefix());
    }
    for (Marker marker : Marker.ALL) {
      words.add(marker.word());
    }
    words.addAll(CredentialNames.WORDS);
    return Keywords.ignoringCase(words);
  }

  /** The secrets in {@code text} by place; no two overlap. */
  static List<Secret> find(String text) {
    var scanner = new SecretScanner(text);
    KEYWORDS.scan(text, scanner::at);
    return scanner.apart();
  }

  private void at(int keyword, int end) {
    if (found.size() >= SECRETS_MAX) {
      return;
    }
    if (keyword < KINDS.size()) {
      vendor(KINDS.get(keyword), end);
    } else if (keyword < KINDS.size() + Marker.ALL.size()) {
      Marker marker = Marker.ALL.get(keyword - KINDS.size());
      if (text.startsWith(marker.word(), end - marker.word().length())) {
        marker.reader().read(text, end, found);
      }
    } else {
      assignment(end - KEYWORDS.lengthOf(keyword), end);
    }
  }

  private void vendor(VendorKind kind, int bodyStart) {
    int start = bodyStart - kind.prefix().length();
    boolean named = kind.form() == VendorKind.Form.NAMED;
    if (!text.startsWith(kind.prefix(), start) || !named && !isBoundary(text, start)) {
      return;
    }
    int end = kind.alphabet().runEnd(text, bodyStart, kind.max() + 2);
    while (end > bodyStart && ".,".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int length = end - bodyStart;
    if (length < kind.min() || length > kind.max()) {
      return;
    }
    if (kind.rule().equals("aws-access-key-id")) {
      AwsKeys.read(text, start, end, found);
      return;
    }
    double confidence = kind.check().confidence(text, bodyStart, end);
    if (confidence > 0) {
      found.add(
          new Secret(
              kind.rule(), kind.what(), Severity.WARN, confidence, named ? bodyStart : start, end));
    }
  }

  /** Whether a token may begin at {@code at}: not within a word, but after an escape. */
  static boolean isBoundary(String text, int at) {
    if (at == 0 || !Alphabet.BASE62.has(text.charAt(at - 1))) {
      return true;
    }
    return at > 1 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0;
  }

  private void assignment(int start, int end) {
    if (start < assignmentsFrom) {
      return;
    }
    Assignments.Reading reading = assignments.read(start, end);
    assignmentsFrom = Math.max(assignmentsFrom, reading.next());
    reading.secret().ifPresent(found::add);
  }

  /** Of secrets that overlap, the surest stays. */
  private List<Secret> apart() {
    if (found.size() < 2) {
      return found;
    }
    found.sort(Comparator.comparingInt(Secret::start).thenComparingInt(Secret::end));
    List<Secret> kept = new ArrayList<>();
    for (Secret secret : found) {
      if (kept.isEmpty() || kept.getLast().end() <= secret.start()) {
        kept.add(secret);
      } else if (kept.getLast().confidence() < secret.confidence()) {
        kept.set(kept.size() - 1, secret);
      }
    }
    return kept;
  }
}
