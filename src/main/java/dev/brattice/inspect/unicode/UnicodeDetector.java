package dev.brattice.inspect.unicode;

import dev.brattice.call.Direction;
import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.text.HiddenText;
import java.util.function.Consumer;

/**
 * Finds hidden Unicode in every direction: text in tag characters, variation selectors or
 * characters without width, and marks that turn the direction of writing.
 */
public final class UnicodeDetector implements Detector {
  private static final String OWASP = "ASI01";

  @Override
  public Family family() {
    return Family.UNICODE;
  }

  @Override
  public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
    Direction direction = subject.material().direction();
    for (Leaf leaf : subject.leaves()) {
      if (isAscii(leaf.value())) {
        continue;
      }
      for (HiddenText hidden : HiddenText.in(leaf.value())) {
        findings.accept(hidden(leaf, hidden, direction));
      }
      Marks marks = Marks.of(leaf.value());
      direction(leaf, marks, direction, findings);
      scattered(leaf, marks, direction, findings);
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static Finding hidden(Leaf leaf, HiddenText hidden, Direction direction) {
    boolean readable = !hidden.text().isEmpty();
    Severity severity =
        switch (direction) {
          case DEFINITION -> readable ? Severity.BLOCK : Severity.ASK;
          case RESULT, SERVER_REQUEST -> readable ? Severity.ASK : Severity.WARN;
          case ARGUMENTS, CLIENT_ANSWER -> Severity.WARN;
        };
    String carrier =
        switch (hidden.kind()) {
          case TAGS -> "tag characters";
          case SELECTORS -> "variation selectors";
          case ZERO_WIDTH -> "characters without width";
        };
    return finding(
        switch (hidden.kind()) {
          case TAGS -> "unicode.tag-text";
          case SELECTORS -> "unicode.variation-selectors";
          case ZERO_WIDTH -> "unicode.zero-width-run";
        },
        severity,
        readable ? 0.99 : 0.8,
        leaf,
        hidden.start(),
        hidden.end(),
        (readable ? "text is hidden in " : "something is hidden in ") + carrier,
        hidden.kind().disguise());
  }

  private static void direction(
      Leaf leaf, Marks marks, Direction direction, Consumer<Finding> findings) {
    if (marks.overrides() == 0 && (marks.embeddings() == 0 || marks.rightToLeft())) {
      return;
    }
    boolean overrides = marks.overrides() > 0 && !marks.rightToLeft();
    Severity severity =
        direction == Direction.DEFINITION
            ? overrides ? Severity.ASK : Severity.WARN
            : overrides ? Severity.WARN : Severity.NOTE;
    findings.accept(
        finding(
            "unicode.bidirectional",
            severity,
            0.8,
            leaf,
            marks.directionAt(),
            marks.directionAt() + 1,
            "marks turn the direction of writing, so that text is not read as it is shown",
            ""));
  }

  private static void scattered(
      Leaf leaf, Marks marks, Direction direction, Consumer<Finding> findings) {
    boolean many = marks.withinWords() >= Marks.WITHIN_WORDS_MIN;
    if (marks.withinWords() == 0 || !many && direction != Direction.DEFINITION) {
      return;
    }
    findings.accept(
        finding(
            "unicode.split-words",
            many && direction == Direction.DEFINITION ? Severity.ASK : Severity.WARN,
            many ? 0.8 : 0.5,
            leaf,
            marks.withinWordsAt(),
            marks.withinWordsAt() + 1,
            "invisible characters stand within words, so that a search does not find them",
            ""));
  }

  private static Finding finding(
      String rule,
      Severity severity,
      double confidence,
      Leaf leaf,
      int start,
      int end,
      String reason,
      String disguise) {
    return new Finding(
        rule,
        Family.UNICODE,
        severity,
        confidence,
        leaf.locus(start, end),
        reason,
        disguise,
        OWASP,
        "");
  }

  @Override
  public boolean catchesCanary() {
    var text = new StringBuilder("weather");
    for (char c : new char[] {'r', 'u', 'n'}) {
      text.appendCodePoint(0xE0000 + c);
    }
    return !HiddenText.in(text.toString()).isEmpty();
  }
}
