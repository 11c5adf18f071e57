package dev.brattice.provenance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every fingerprint that an index has folded. Only grows: at its bound it says so and takes no
 * more. Not thread-safe.
 */
final class Memory {
  private final int fingerprintsMax;
  private final GramTable valueGrams = new GramTable();
  private final GramTable textGrams = new GramTable();
  private final GramTable words = new GramTable();
  private final List<Pattern> patterns = new ArrayList<>();

  /** Patterns by whole text and category: a value that is read again is the same pattern. */
  private final Map<Long, Integer> known = new HashMap<>();

  /** The latest tag of each category. */
  private final Map<String, TagEntry> latest = new LinkedHashMap<>();

  private int fingerprints;
  private int wordLengths;

  Memory(int fingerprintsMax) {
    this.fingerprintsMax = fingerprintsMax;
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Windows of values. */
  GramTable valueGrams() {
    return valueGrams;
  }

  /** Windows of prose. */
  GramTable textGrams() {
    return textGrams;
  }

  /** Words, by the fingerprint of the whole. */
  GramTable words() {
    return words;
  }

  /** The lengths of the words in it: bit n for n units. */
  int wordLengths() {
    return wordLengths;
  }

  Pattern pattern(int id) {
    return patterns.get(id);
  }

  /** The latest tag of each category that it holds. */
  Map<String, TagEntry> latest() {
    return latest;
  }

  /** Whether {@code mark} adds nothing. */
  boolean knows(Mark mark, String category) {
    return known.containsKey(key(mark, category))
        // Prose that was read before with other prose around it.
        || (mark.kind() == Mark.Kind.TEXT && hasEveryGram(mark, category));
  }

  private boolean hasEveryGram(Mark mark, String category) {
    for (int i = 0; i < mark.grams(); i++) {
      if (!hasGram(mark.gram(i), category)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasGram(long gram, String category) {
    int entry = textGrams.first(gram);
    while (entry != GramTable.NONE) {
      if (patterns.get(textGrams.mark(entry)).tag().category().equals(category)) {
        return true;
      }
      entry = textGrams.next(entry);
    }
    return false;
  }

  private static long key(Mark mark, String category) {
    return GramHash.mix(mark.whole() + mark.kind().code()) ^ category.hashCode();
  }

  /** Whether {@code mark} fits beside what is remembered. */
  boolean hasRoom(Mark mark) {
    return mark.fingerprints() <= fingerprintsMax - fingerprints;
  }

  /** Remembers {@code mark}; false where there is no room for it. */
  boolean add(TagEntry tag, Mark mark) {
    if (knows(mark, tag.category())) {
      return true;
    }
    if (!hasRoom(mark)) {
      return false;
    }
    int id = patterns.size();
    patterns.add(Pattern.of(tag, mark));
    known.put(key(mark, tag.category()), id);
    latest.put(tag.category(), tag);
    fingerprints += mark.fingerprints();
    switch (mark.kind()) {
      case WORD -> {
        words.add(mark.whole(), id, 0);
        wordLengths |= 1 << Math.min(mark.length(), Integer.SIZE - 1);
      }
      case VALUE -> addGrams(valueGrams, mark, id);
      case TEXT -> addGrams(textGrams, mark, id);
    }
    return true;
  }

  private static void addGrams(GramTable table, Mark mark, int id) {
    for (int i = 0; i < mark.grams(); i++) {
      table.add(mark.gram(i), id, mark.offset(i));
    }
  }
}
