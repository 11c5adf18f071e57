package dev.brattice.proxy;

import dev.brattice.crypto.FingerprintKey;
import dev.brattice.inspect.Inspection;
import dev.brattice.json.Json;
import dev.brattice.provenance.Provenance;
import dev.brattice.provenance.ProvenanceIndex;
import dev.brattice.provenance.Tag;
import dev.brattice.provenance.TagFormatException;
import dev.brattice.provenance.Tagger;
import dev.brattice.state.SegmentLog;
import dev.brattice.state.StateException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tag log and its fold. Two orders make it sound: a result's tags are in the log before the
 * result is released, and the log is folded to its end before an argument is checked.
 */
public final class ProvenanceLedger {
  /** Guards {@link #index} and the position in {@link #log}: both pumps come here. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Empty when shared state cannot be had: this process then remembers for itself alone. */
  private final Optional<SegmentLog> log;

  private static final String UNKNOWN_CATEGORY = "secret";

  private final ProvenanceIndex index;
  private final Tagger tagger;
  private boolean opened;

  /** A ledger over {@code log}, which other processes of the user append to as well. */
  public ProvenanceLedger(Optional<SegmentLog> log, FingerprintKey key) {
    this.log = log;
    this.index = new ProvenanceIndex(key);
    this.tagger = new Tagger(key);
  }

  /** Where {@code arguments} came from, by everything any process has logged up to now. */
  Provenance trace(Json arguments) throws StateException {
    lock.lock();
    try {
      catchUp();
      return index.trace(arguments);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tags what {@code passage} brings to the client. When this returns, every process that checks
   * will see the tags.
   */
  void tag(Passage passage, Inspection asked, Inspection found) throws StateException {
    List<Tag> tags =
        tagger.tags(
            passage.decision(), passage.tool(), asked, passage.tree(), found, passage.nowMillis());
    if (tags.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      catchUp();
      for (Tag tag : tags) {
        if (index.covers(tag)) {
          continue;
        }
        if (log.isPresent()) {
          log.get().append(tag.encode());
        } else {
          index.fold(tag);
        }
      }
      catchUp();
    } finally {
      lock.unlock();
    }
  }

  private void catchUp() throws StateException {
    if (log.isEmpty()) {
      return;
    }
    if (!opened) {
      opened = true;
      if (log.get().droppedSegments() > 0) {
        index.fold(unknown());
      }
    }
    log.get().poll(this::fold);
  }

  private void fold(byte[] entry) {
    Tag tag;
    try {
      tag = Tag.decode(entry);
    } catch (TagFormatException foreign) {
      // Another version's, or damaged: what it was about can be anything.
      tag = unknown();
    }
    index.fold(tag);
  }

  /** Stands for what was read and is no longer known: nothing is forgotten, it gets coarser. */
  private static Tag unknown() {
    return new Tag(0, "", "", "", "", UNKNOWN_CATEGORY, List.of(), true);
  }
}
