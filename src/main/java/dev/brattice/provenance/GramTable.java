package dev.brattice.provenance;

import java.util.Arrays;

/**
 * From a fingerprint to the marks and offsets it stands for. Only grows. Not thread-safe.
 *
 * <p>Open addressing over two arrays, at most half full; entries of one fingerprint are chained.
 */
final class GramTable {
  /** Entries kept for one fingerprint: more make a window worthless as evidence. */
  static final int ENTRIES_PER_GRAM_MAX = 4;

  /** No entry. */
  static final int NONE = -1;

  private static final int INITIAL_SLOTS = 64;

  private long[] keys = new long[INITIAL_SLOTS];
  private int[] heads = filled(INITIAL_SLOTS);
  private int used;

  private int[] marks = new int[INITIAL_SLOTS];
  private int[] offsets = new int[INITIAL_SLOTS];
  private int[] nexts = new int[INITIAL_SLOTS];
  private int entries;

  boolean isEmpty() {
    return entries == 0;
  }

  /** The first entry of {@code gram}, or {@link #NONE}. */
  int first(long gram) {
    int mask = keys.length - 1;
    for (int slot = (int) gram & mask; heads[slot] != NONE; slot = (slot + 1) & mask) {
      if (keys[slot] == gram) {
        return heads[slot];
      }
    }
    return NONE;
  }

  /** The entry after {@code entry} of the same fingerprint, or {@link #NONE}. */
  int next(int entry) {
    return nexts[entry];
  }

  int mark(int entry) {
    return marks[entry];
  }

  int offset(int entry) {
    return offsets[entry];
  }

  /** Adds an entry, unless the fingerprint has its fill or the mark has one for it already. */
  void add(long gram, int mark, int offset) {
    int count = 0;
    for (int entry = first(gram); entry != NONE; entry = nexts[entry]) {
      if (marks[entry] == mark || ++count == ENTRIES_PER_GRAM_MAX) {
        return;
      }
    }
    if (entries == marks.length) {
      int size = entries * 2;
      marks = Arrays.copyOf(marks, size);
      offsets = Arrays.copyOf(offsets, size);
      nexts = Arrays.copyOf(nexts, size);
    }
    marks[entries] = mark;
    offsets[entries] = offset;
    nexts[entries] = first(gram);
    put(gram, entries);
    entries++;
  }

  private void put(long gram, int entry) {
    if (used * 2 >= keys.length) {
      grow();
    }
    int slot = slot(gram);
    if (heads[slot] == NONE) {
      used++;
    }
    keys[slot] = gram;
    heads[slot] = entry;
  }

  private int slot(long gram) {
    int mask = keys.length - 1;
    int slot = (int) gram & mask;
    while (heads[slot] != NONE && keys[slot] != gram) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldHeads = heads;
    keys = new long[oldKeys.length * 2];
    heads = filled(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldHeads[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        heads[slot] = oldHeads[i];
      }
    }
  }

  private static int[] filled(int size) {
    int[] heads = new int[size];
    Arrays.fill(heads, NONE);
    return heads;
  }
}
