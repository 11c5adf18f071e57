package dev.brattice.inspect.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the readings of a text, outermost decodings first: base64, hex, url, unicode-escape, html,
 * tags, variation-selectors, zero-width, normalised. Linear in its length; bounded in number, depth
 * and size. At a bound the rest stays undecoded, and nothing that was decoded is dropped. A text in
 * which nothing is encoded costs one pass and has one reading.
 */
public final class Views {
  /** How many decodings may lie over one another. */
  public static final int DEPTH_MAX = 3;

  /** The most readings of one text, the text as it stands included. */
  public static final int VIEWS_MAX = 32;

  /** All readings together have at most this many times the text's length … */
  public static final int GROWTH_MAX = 8;

  /** … and this many UTF-16 units on top. */
  public static final int ALLOWANCE_UNITS = 64 * 1024;

  private final List<View> views = new ArrayList<>();
  // Invariant: the text of every reading but the first, so that no two are equal.
  private final Set<String> seen = new HashSet<>();
  private long budget;

  private Views(String text) {
    budget = (long) GROWTH_MAX * text.length() + ALLOWANCE_UNITS;
  }

  /** The readings of {@code text}; the text as it stands comes first. */
  public static List<View> of(String text) {
    return read(text).views();
  }

  /** As {@link #of}, with what else the first pass tells. */
  public static Reading read(String text) {
    var original = new View(text, "", 0, text.length());
    Survey survey = Survey.of(text);
    boolean ascii = !survey.has(Survey.NON_ASCII);
    if (!survey.isEncoded()) {
      return new Reading(List.of(original), ascii);
    }
    var made = new Views(text);
    made.views.add(original);
    made.seen.add(text);
    made.decode(original, survey);
    int level = 1;
    for (int depth = 1; depth < DEPTH_MAX; depth++) {
      int end = made.views.size();
      for (; level < end; level++) {
        View view = made.views.get(level);
        Survey inner = Survey.of(view.text());
        if (inner.isEncoded()) {
          made.decode(view, inner);
        }
      }
    }
    return new Reading(made.views, ascii);
  }

  private void decode(View view, Survey survey) {
    String text = view.text();
    if (survey.has(Survey.RUNS)) {
      add(view, "hex", readings -> HexRuns.decode(text, survey, readings));
      add(view, "base64", readings -> Base64Runs.decode(text, survey, readings));
    }
    if (survey.has(Survey.PAIRS)) {
      add(view, "hex", readings -> HexPairs.decode(text, readings));
    }
    if (survey.has(Survey.PERCENT)) {
      add(view, "url", readings -> Rewrite.decode(text, new Percent(), readings));
    }
    if (survey.has(Survey.BACKSLASH) && Escapes.occurIn(text)) {
      add(view, "unicode-escape", readings -> Rewrite.decode(text, new Escapes(), readings));
    }
    if (survey.has(Survey.AMPERSAND)) {
      add(view, "html", readings -> Rewrite.decode(text, new HtmlEntities(), readings));
    }
    if (survey.has(Survey.NON_ASCII)) {
      for (HiddenText hidden : HiddenText.in(text)) {
        if (!hidden.text().isEmpty()) {
          add(
              view,
              hidden.kind().disguise(),
              one -> one.add(hidden.text(), hidden.start(), hidden.end()));
        }
      }
      add(view, "normalised", readings -> Rewrite.decode(text, new Normaliser(), readings));
    }
  }

  /** One encoding's way of filling in the readings it sees. */
  @FunctionalInterface
  private interface Decoder {
    void decode(Readings readings);
  }

  private void add(View parent, String encoding, Decoder decoder) {
    if (views.size() >= VIEWS_MAX || budget <= 0) {
      return;
    }
    var readings = new Readings();
    decoder.decode(readings);
    for (View reading : readings.done()) {
      if (views.size() >= VIEWS_MAX
          || reading.text().length() > budget
          || !seen.add(reading.text())) {
        continue;
      }
      budget -= reading.text().length();
      views.add(
          parent.isOriginal()
              ? new View(reading.text(), encoding, reading.start(), reading.end())
              : new View(
                  reading.text(),
                  parent.disguise() + '>' + encoding,
                  parent.start(),
                  parent.end()));
    }
  }
}
