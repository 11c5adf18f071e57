package dev.brattice.provenance;

import dev.brattice.inspect.Leaf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one call shows of one pattern: the run of windows being followed, and what was seen before
 * it. A run is collinear: in both texts its windows stand at the same distances, forwards or
 * backwards.
 */
final class Sighting {
  /** Evidence, in bits, from which a match counts. */
  static final double BITS_MIN = 40;

  /** What each piece of a value must bring beyond chance, where pieces are added up, in bits. */
  static final double PIECE_BITS = 12;

  /** Pieces of one value kept until they add up. */
  static final int PIECES_MAX = 64;

  /** Units of prose in a run from which it is more than a turn of phrase. */
  static final int TEXT_UNITS_MIN = Marker.TEXT_K + 13;

  final Pattern pattern;
  private final int k;
  private final int gapMax;
  private final BitSet covered = new BitSet();
  private final Set<Leaf> open = new HashSet<>();
  private final List<Origin> pieces = new ArrayList<>();
  private double evidence;

  /** Where, in the stream, the pattern was last seen whole. */
  private int wholeEnd;

  private boolean followed;
  private boolean running;
  private int start;
  private int lastAt;
  private int lastOffset;
  private int low;
  private int high;
  private int direction;
  private int units;

  Sighting(Pattern pattern) {
    this.pattern = pattern;
    boolean value = pattern.kind() == Mark.Kind.VALUE;
    this.k = value ? Marker.VALUE_K : Marker.TEXT_K;
    this.gapMax = value ? 2 * Marker.VALUE_K : Marker.TEXT_RUN_UNITS;
  }

  /** Whether a window at {@code at} in the stream, {@code offset} in the pattern goes on. */
  boolean goesOn(int at, int offset) {
    int step = at - lastAt;
    int move = offset - lastOffset;
    return running
        && step <= gapMax
        && Math.abs(move) == step
        && (direction == 0 || direction == Integer.signum(move));
  }

  void begin(int at, int offset) {
    running = true;
    start = at;
    lastAt = at;
    lastOffset = offset;
    low = offset;
    high = offset;
    direction = 0;
    units = k;
  }

  void goOn(int at, int offset) {
    direction = Integer.signum(offset - lastOffset);
    units += Math.min(k, at - lastAt);
    lastAt = at;
    lastOffset = offset;
    low = Math.min(low, offset);
    high = Math.max(high, offset);
  }

  boolean isRunning() {
    return running;
  }

  void stop() {
    running = false;
  }

  /** First unit of the run in the stream. */
  int start() {
    return start;
  }

  /** One past its last. */
  int end() {
    return lastAt + k;
  }

  /** Whether the run alone is evidence enough. */
  boolean isStrong() {
    int worth = Math.min(units, high + k - Math.max(low, pattern.prefix()));
    if (pattern.kind() == Mark.Kind.TEXT && worth < TEXT_UNITS_MIN) {
      return false;
    }
    return worth * pattern.rate() >= BITS_MIN;
  }

  /** Counts what the run shows of a value that no other piece did. */
  void addPiece(Origin origin) {
    int from = Math.max(low, pattern.prefix());
    int fresh = 0;
    for (int i = from; i < high + k; i++) {
      if (!covered.get(i)) {
        covered.set(i);
        fresh++;
      }
    }
    double bits = fresh * pattern.rate() - PIECE_BITS;
    if (bits > 0 && pieces.size() < PIECES_MAX) {
      evidence += bits;
      pieces.add(origin);
    }
  }

  /** The pieces, where they add up to evidence. */
  List<Origin> pieces() {
    return evidence >= BITS_MIN - PIECE_BITS ? pieces : List.of();
  }

  int wholeEnd() {
    return wholeEnd;
  }

  void seenWhole(int end) {
    wholeEnd = end;
  }

  /** Whether its stream is being searched. */
  boolean isFollowed() {
    return followed;
  }

  void follow() {
    followed = true;
  }

  /** Readies it for another stream. */
  void rewind() {
    followed = false;
    running = false;
    wholeEnd = 0;
  }

  /** Remembers that the pattern stands in {@code leaf} undisguised. */
  void seenOpen(Leaf leaf) {
    open.add(leaf);
  }

  boolean isOpenIn(Leaf leaf) {
    return open.contains(leaf);
  }
}
