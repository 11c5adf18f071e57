package dev.brattice.provenance;

import dev.brattice.crypto.FingerprintKey;
import dev.brattice.inspect.text.View;
import dev.brattice.inspect.text.Views;
import dev.brattice.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is known about a domain's data: a fold over its tag log. Equal logs give equal answers. Not
 * thread-safe: the caller locks.
 */
public final class ProvenanceIndex {
  /** Categories of a whole domain kept apart; further ones count as {@code secret}. */
  static final int DOMAIN_CATEGORIES_MAX = 64;

  private final Tracer tracer;
  private final Memory memory;

  /** Categories that apply to everything in the domain, with the tag that made them so. */
  private final Map<String, TagEntry> domain = new LinkedHashMap<>();

  private long position;

  /** An empty index of tags made with {@code key}. */
  public ProvenanceIndex(FingerprintKey key) {
    this(key, ProvenanceLimits.STANDARD);
  }

  /** An empty index of tags made with {@code key}, within {@code limits}. */
  public ProvenanceIndex(FingerprintKey key, ProvenanceLimits limits) {
    this(key, limits, Views::of);
  }

  /** For tests: with readings of their own. */
  ProvenanceIndex(FingerprintKey key, ProvenanceLimits limits, Function<String, List<View>> views) {
    this.memory = new Memory(limits.fingerprintsMax());
    this.tracer = new Tracer(new GramHash(key), memory, limits, views);
  }

  /** Takes in the next entry of the log. What does not fit makes its category the domain's. */
  public void fold(Tag tag) {
    TagEntry entry = TagEntry.of(position, tag);
    position++;
    boolean fits = !tag.coarse();
    for (Mark mark : tag.marks()) {
      fits &= memory.add(entry, mark);
    }
    if (!fits) {
      boolean room = domain.size() < DOMAIN_CATEGORIES_MAX || domain.containsKey(tag.category());
      domain.putIfAbsent(room ? tag.category() : Source.SECRET, entry);
    }
  }

  /** Whether folding {@code tag} would change no answer, so that it need not be in the log. */
  public boolean covers(Tag tag) {
    boolean always = domain.containsKey(tag.category());
    if (tag.coarse() && !always) {
      return false;
    }
    for (Mark mark : tag.marks()) {
      if (!memory.knows(mark, tag.category()) && (!always || memory.hasRoom(mark))) {
        return false;
      }
    }
    return true;
  }

  /** Where the strings and numbers of a call's arguments came from. */
  public Provenance trace(Json arguments) {
    if (memory.isEmpty() && domain.isEmpty()) {
      return new Provenance(List.of(), Label.none(), position);
    }
    return tracer.trace(arguments, domain, position);
  }

  /** How many entries of the log are in it. */
  public long position() {
    return position;
  }
}
