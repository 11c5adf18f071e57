package dev.brattice.provenance;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.text.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds in streams of folded text what a {@link Memory} holds, and gathers it until {@link
 * #finish}. Constant work for each unit: one look-up for each kind of window, and one for each
 * length of word where a word begins.
 */
final class Matcher {
  private final GramHash hash;
  private final Memory memory;
  private final Roller values;
  private final Roller texts;
  private final int originsMax;
  private final Stream stream = new Stream();
  private final Map<Integer, Sighting> sightings = new HashMap<>();
  private final List<Sighting> followed = new ArrayList<>();
  private Set<Origin> origins = new LinkedHashSet<>();

  /** A matcher that keeps one origin more than {@code originsMax}, to tell that there are more. */
  Matcher(GramHash hash, Memory memory, int originsMax) {
    this.originsMax = originsMax;
    this.hash = hash;
    this.memory = memory;
    this.values = new Roller(hash, Marker.VALUE_K, GramHash.Use.VALUE_GRAM);
    this.texts = new Roller(hash, Marker.TEXT_K, GramHash.Use.TEXT_GRAM);
  }

  /** Begins another stream. */
  void begin() {
    stream.clear();
  }

  void append(Leaf leaf, View view) {
    stream.append(leaf, view, view.text().length());
  }

  /** Searches the stream. */
  void search() {
    long[] symbols = stream.symbols(hash);
    if (!memory.valueGrams().isEmpty()) {
      windows(values, memory.valueGrams(), Marker.VALUE_K, symbols);
    }
    if (!memory.textGrams().isEmpty()) {
      windows(texts, memory.textGrams(), Marker.TEXT_K, symbols);
    }
    if (memory.wordLengths() != 0) {
      words();
    }
    for (Sighting sighting : followed) {
      close(sighting);
      sighting.rewind();
    }
    followed.clear();
  }

  /** Everything found since the last time, and forgets it. */
  Set<Origin> finish() {
    for (Sighting sighting : sightings.values()) {
      origins.addAll(sighting.pieces());
    }
    Set<Origin> found = origins;
    origins = new LinkedHashSet<>();
    sightings.clear();
    stream.clear();
    return found;
  }

  private void windows(Roller roller, GramTable table, int k, long[] symbols) {
    roller.reset();
    int length = stream.length();
    for (int i = 0; i < length; i++) {
      long gram = roller.push(symbols, i);
      if (i < k - 1) {
        continue;
      }
      int entry = table.first(gram);
      while (entry != GramTable.NONE) {
        window(table.mark(entry), i - k + 1, table.offset(entry));
        entry = table.next(entry);
      }
    }
  }

  private void window(int id, int at, int offset) {
    Sighting sighting = sightings.get(id);
    if (sighting == null) {
      sighting = new Sighting(memory.pattern(id));
      sightings.put(id, sighting);
    }
    if (at < sighting.wholeEnd()) {
      return;
    }
    if (offset == 0 && isWhole(sighting.pattern, at)) {
      close(sighting);
      whole(sighting, at);
      return;
    }
    if (sighting.goesOn(at, offset)) {
      sighting.goOn(at, offset);
      return;
    }
    close(sighting);
    follow(sighting);
    sighting.begin(at, offset);
  }

  private void follow(Sighting sighting) {
    if (!sighting.isFollowed()) {
      sighting.follow();
      followed.add(sighting);
    }
  }

  private boolean isWhole(Pattern pattern, int at) {
    int end = at + pattern.length();
    if (pattern.kind() != Mark.Kind.VALUE || end > stream.length()) {
      return false;
    }
    long found = hash.finish(GramHash.Use.WHOLE, stream.hash(hash, at, end), pattern.length());
    return found == pattern.whole()
        && (pattern.length() * pattern.rate() >= Sighting.BITS_MIN || isBounded(at, end));
  }

  private boolean isBounded(int at, int end) {
    return stream.fold().isBoundary(at) && stream.fold().isBoundary(end);
  }

  private void whole(Sighting sighting, int at) {
    int end = at + sighting.pattern.length();
    follow(sighting);
    sighting.seenWhole(end);
    report(sighting, at, end, true);
  }

  /** Ends the run that a sighting follows, and keeps what it is worth. */
  private void close(Sighting sighting) {
    if (!sighting.isRunning()) {
      return;
    }
    sighting.stop();
    int from = sighting.start();
    int to = sighting.end();
    double rate = Surprisal.rate(stream.fold().units(), from, to);
    if (sighting.isStrong(rate)) {
      report(sighting, from, to, false);
    } else if (sighting.pattern.kind() == Mark.Kind.VALUE) {
      Origin piece = origin(sighting, Origins.ASSEMBLED, stream.part(from), from, to);
      sighting.addPiece(piece, rate);
    }
  }

  /** Reports a match in each string that it stands in. */
  private void report(Sighting sighting, int from, int to, boolean whole) {
    int first = stream.part(from);
    int last = stream.part(to - 1);
    for (int part = first; part <= last; part++) {
      Stream.Part here = stream.get(part);
      if (here.view().isOriginal()) {
        sighting.seenOpen(here.leaf());
      } else if (sighting.isOpenIn(here.leaf())) {
        continue;
      }
      String match =
          whole ? match(sighting.pattern, here, from, to, first != last) : Origins.PARTIAL;
      if (origins.size() <= originsMax) {
        origins.add(origin(sighting, match, part, from, to));
      }
    }
  }

  private String match(Pattern pattern, Stream.Part part, int from, int to, boolean assembled) {
    if (!part.view().isOriginal()) {
      return Origins.DECODED;
    }
    if (assembled) {
      return Origins.ASSEMBLED;
    }
    FoldedText fold = stream.fold();
    long spelling = hash.raw(part.view().text(), fold.start(from), fold.end(to - 1));
    return spelling == pattern.spelling() ? Origins.EXACT : Origins.NORMALISED;
  }

  private Origin origin(Sighting sighting, String match, int part, int from, int to) {
    TagEntry tag = sighting.pattern.tag();
    String disguise = stream.get(part).view().disguise();
    return Origins.of(tag, tag.category(), match, disguise, stream.locus(part, from, to));
  }

  /** Looks for short values, where words begin and end. */
  private void words() {
    FoldedText fold = stream.fold();
    int lengths = memory.wordLengths();
    for (int at = 0; at < stream.length(); at++) {
      if (!fold.isBoundary(at)) {
        continue;
      }
      for (int rest = lengths; rest != 0; rest &= rest - 1) {
        int length = Integer.numberOfTrailingZeros(rest);
        int end = at + length;
        if (end <= stream.length() && fold.isBoundary(end)) {
          word(at, end, hash.finish(GramHash.Use.WHOLE, stream.hash(hash, at, end), length));
        }
      }
    }
  }

  private void word(int at, int end, long whole) {
    GramTable words = memory.words();
    int entry = words.first(whole);
    while (entry != GramTable.NONE) {
      Pattern pattern = memory.pattern(words.mark(entry));
      if (pattern.length() == end - at && isSpelt(pattern, at, end) && isMeant(at, end)) {
        int id = words.mark(entry);
        report(sightings.computeIfAbsent(id, key -> new Sighting(pattern)), at, end, true);
      }
      entry = words.next(entry);
    }
  }

  /** An everyday word is taken for the secret only where it is said to be one. */
  private boolean isMeant(int at, int end) {
    FoldedText fold = stream.fold();
    if (!Surprisal.isWord(fold.units(), at, end)) {
      return true;
    }
    int part = stream.part(at);
    if (part != stream.part(end - 1)) {
      return false;
    }
    Stream.Part here = stream.get(part);
    return PlainWord.isMeant(
        here.leaf().name(), here.view().text(), fold.start(at), fold.end(end - 1));
  }

  /** The shortest words must be spelt alike, but for case: their folds are too common. */
  private boolean isSpelt(Pattern pattern, int at, int end) {
    if (pattern.length() >= Marker.FOLDED_WORD_UNITS_MIN) {
      return true;
    }
    int part = stream.part(at);
    if (part != stream.part(end - 1)) {
      return false;
    }
    FoldedText fold = stream.fold();
    String text = stream.get(part).view().text();
    return hash.lower(text, fold.start(at), fold.end(end - 1)) == pattern.lower();
  }
}
