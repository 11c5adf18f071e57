package dev.brattice.scan;

import java.util.List;

/**
 * Keywords compiled to one automaton (Aho and Corasick, 1975), with every failure resolved at
 * construction: one table look-up a character, whatever the text. Immutable and thread-safe.
 *
 * <p>Every occurrence is reported, overlapping ones too; what counts as a word is the caller's
 * question.
 */
public final class Keywords {
  /** The most states an automaton may have; about the total length of all keywords. */
  public static final int STATES_MAX = 0x7FFF;

  private static final int ACCEPTS = Integer.MIN_VALUE;
  private static final int ROW = Integer.MAX_VALUE;

  private final CharClasses classes;
  private final int shift;
  // Invariant: a state's row holds, for every class, where the next state's row begins; the top bit
  // says that keywords end there.
  private final int[] next;
  private final int[][] ending;
  private final int[] lengths;

  private Keywords(List<String> keywords, boolean ignoreCase) {
    this.classes = CharClasses.of(keywords, ignoreCase);
    var trie = new Trie(keywords, classes);
    this.shift = classes.bits();
    this.next = new int[trie.size() << shift];
    this.ending = new int[trie.size()][];
    this.lengths = new int[keywords.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = keywords.get(i).length();
    }
    resolve(trie);
  }

  /** Finds {@code keywords} as they are spelt. */
  public static Keywords exact(List<String> keywords) {
    return new Keywords(keywords, false);
  }

  /**
   * Finds {@code keywords} in upper, lower and mixed case; a space in them stands for any one of
   * space, tab and line break.
   */
  public static Keywords ignoringCase(List<String> keywords) {
    return new Keywords(keywords, true);
  }

  /** Receives occurrences, in the order of their ends. */
  @FunctionalInterface
  public interface Hits {
    /**
     * One occurrence.
     *
     * @param keyword the index of the keyword in the list it was compiled from
     * @param end one past its last UTF-16 unit in the text
     */
    void hit(int keyword, int end);
  }

  /** Reports every occurrence of every keyword in {@code text}. */
  public void scan(String text, Hits hits) {
    byte[] ascii = classes.ascii();
    int[] table = next;
    int row = 0;
    for (int i = 0, length = text.length(); i < length; i++) {
      char c = text.charAt(i);
      int column = c < 0x80 ? ascii[c] & 0xFF : classes.of(c);
      row = table[row + column];
      if (row < 0) {
        row &= ROW;
        for (int keyword : ending[row >> shift]) {
          hits.hit(keyword, i + 1);
        }
      }
    }
  }

  /** Whether any keyword occurs in {@code text}. */
  public boolean occursIn(String text) {
    int row = 0;
    for (int i = 0, length = text.length(); i < length; i++) {
      row = next[row + classes.of(text.charAt(i))];
      if (row < 0) {
        return true;
      }
    }
    return false;
  }

  /** The length of a keyword in UTF-16 units. */
  public int lengthOf(int keyword) {
    return lengths[keyword];
  }

  /** How many states the automaton has. */
  public int states() {
    return ending.length;
  }

  /**
   * Fills the rows in order of depth. A state's failure is shallower than the state, so its row is
   * complete when it is copied, and only the state's own children differ from it.
   */
  private void resolve(Trie trie) {
    int[] failure = new int[trie.size()];
    int[] queue = new int[trie.size()];
    int waiting = 1;
    for (int head = 0; head < waiting; head++) {
      int state = queue[head];
      int row = state << shift;
      int fallback = failure[state] << shift;
      if (state == 0) {
        ending[0] = new int[0];
      } else {
        System.arraycopy(next, fallback, next, row, 1 << shift);
      }
      for (int child = trie.firstChild(state); child != 0; child = trie.nextSibling(child)) {
        int column = trie.column(child);
        failure[child] = state == 0 ? 0 : (next[fallback + column] & ROW) >> shift;
        ending[child] = joined(trie.keywordsAt(child), ending[failure[child]]);
        next[row + column] = child << shift | (ending[child].length == 0 ? 0 : ACCEPTS);
        queue[waiting++] = child;
      }
    }
  }

  private static int[] joined(int[] own, int[] inherited) {
    if (own.length == 0) {
      return inherited;
    }
    int[] both = java.util.Arrays.copyOf(own, own.length + inherited.length);
    System.arraycopy(inherited, 0, both, own.length, inherited.length);
    return both;
  }
}
