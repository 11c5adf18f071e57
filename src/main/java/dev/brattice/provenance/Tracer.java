package dev.brattice.provenance;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.text.View;
import dev.brattice.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Searches the arguments of calls for what a {@link Memory} holds: in each string and member name,
 * in all values and all names in a row, and in every reading of each. Linear in their length.
 * Reuses its buffers, so not thread-safe.
 */
final class Tracer {
  private final Memory memory;
  private final ProvenanceLimits limits;
  private final Function<String, List<View>> views;
  private final Matcher matcher;

  Tracer(
      GramHash hash, Memory memory, ProvenanceLimits limits, Function<String, List<View>> views) {
    this.memory = memory;
    this.limits = limits;
    this.views = views;
    this.matcher = new Matcher(hash, memory, limits.originsMax());
  }

  /** The provenance of {@code arguments} in a domain to which {@code domain} applies as a whole. */
  Provenance trace(Json arguments, Map<String, TagEntry> domain, long position) {
    Leaves leaves = Leaves.of(arguments);
    if (leaves.isEmpty()) {
      return new Provenance(List.of(), Label.none(), position);
    }
    Map<String, TagEntry> whole = new LinkedHashMap<>(domain);
    if (!search(leaves)) {
      whole.putAll(memory.latest());
    }
    Set<Origin> origins = matcher.finish();
    if (origins.size() > limits.originsMax()) {
      whole.putAll(memory.latest());
    }
    return answer(origins, whole, position);
  }

  private Provenance answer(Set<Origin> found, Map<String, TagEntry> whole, long position) {
    List<Origin> origins = new ArrayList<>();
    Set<String> categories = new TreeSet<>();
    whole.forEach(
        (category, entry) -> {
          origins.add(Origins.of(entry, category, Origins.SESSION, "", new Locus("", 0, 0)));
          categories.add(category);
        });
    for (Origin origin : found) {
      categories.add(origin.category());
      if (origins.size() < limits.originsMax()) {
        origins.add(origin);
      }
    }
    Label label =
        categories.isEmpty() ? Label.none() : new Label(categories, Label.Integrity.EXTERNAL);
    return new Provenance(origins, label, position);
  }

  /** Searches everything; false where a bound kept something from being looked at. */
  private boolean search(Leaves leaves) {
    Budget budget = new Budget(limits.leafCharsMax(), limits.traceCharsMax());
    row(leaves.values(), budget);
    row(leaves.names(), budget);
    readings(leaves.values(), budget);
    readings(leaves.names(), budget);
    joined(leaves.encodedPieces(), budget);
    return !budget.isExceeded();
  }

  /** Searches strings as they stand, one after the other. */
  private void row(List<Leaf> leaves, Budget budget) {
    matcher.begin();
    for (Leaf leaf : leaves) {
      String text = leaf.value();
      if (budget.take(text.length())) {
        matcher.append(leaf, new View(text, "", 0, text.length()));
      }
    }
    matcher.search();
  }

  private void readings(List<Leaf> leaves, Budget budget) {
    for (Leaf leaf : leaves) {
      if (leaf.value().length() > limits.leafCharsMax()) {
        continue;
      }
      for (View view : DeepReadings.of(leaf.value(), views)) {
        reading(leaf, view, budget);
      }
    }
  }

  private void reading(Leaf leaf, View view, Budget budget) {
    if (budget.take(view.text().length())) {
      matcher.begin();
      matcher.append(leaf, view);
      matcher.search();
    }
  }

  /** Searches readings of encoded pieces put together. */
  private void joined(List<Leaf> pieces, Budget budget) {
    if (pieces.size() < 2) {
      return;
    }
    var text = new StringBuilder();
    List<Integer> ends = new ArrayList<>();
    for (Leaf piece : pieces) {
      ends.add(text.append(piece.value()).length());
    }
    for (View view : views.apply(text.toString())) {
      int first = 0;
      while (ends.get(first) <= view.start()) {
        first++;
      }
      // What lies within one piece was read with it.
      if (!view.isOriginal() && view.end() > ends.get(first)) {
        Leaf leaf = pieces.get(first);
        View here = new View(view.text(), view.disguise(), 0, leaf.value().length());
        reading(leaf, here, budget);
      }
    }
  }

  /** What may still be looked at, in UTF-16 units. */
  private static final class Budget {
    private final int leafMax;
    private long left;
    private boolean exceeded;

    Budget(int leafMax, long left) {
      this.leafMax = leafMax;
      this.left = left;
    }

    boolean take(int units) {
      if (units > leafMax || units > left) {
        exceeded = true;
        return false;
      }
      left -= units;
      return true;
    }

    boolean isExceeded() {
      return exceeded;
    }
  }
}
