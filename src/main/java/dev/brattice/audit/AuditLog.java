package dev.brattice.audit;

import dev.brattice.state.FileMutex;
import dev.brattice.state.OwnerOnly;
import dev.brattice.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where this process records evidence: a segment of its own in the folder that the processes of one
 * user share. For any number of threads.
 *
 * <p>Invariant: what {@link #record} has returned for survives the death of this process, and a
 * verifier notices when it is changed or removed.
 */
public final class AuditLog implements AutoCloseable {
  private final AuditFolder folder;
  private final Durability durability;
  private final Limits limits;
  private final AuditFile.Creator creator;
  private final InstantSource clock;
  private final ProgramFacts facts;
  private final ReentrantLock writing = new ReentrantLock();

  /** Guarded by {@link #writing}, as is {@link #closed}. */
  private AuditSegment segment;

  private boolean closed;

  private AuditLog(
      AuditFolder folder,
      Durability durability,
      Limits limits,
      AuditFile.Creator creator,
      InstantSource clock,
      ProgramFacts facts)
      throws IOException, StateException {
    this.folder = folder;
    this.durability = durability;
    this.limits = limits;
    this.creator = creator;
    this.clock = clock;
    this.facts = facts;
    this.segment = begin();
  }

  /**
   * Bounds of evidence.
   *
   * @param segmentBytesMax a segment that has grown beyond this is sealed and another begun
   * @param textCharsMax a longer text is cut, UTF-16 units
   * @param listMax so many findings, and so many origins, are recorded of one message; the worst
   *     findings are kept, and the others counted
   */
  public record Limits(long segmentBytesMax, int textCharsMax, int listMax) {
    /** Segments of 64 MiB, texts of 512 units, 32 findings and origins. */
    public static final Limits STANDARD = new Limits(64L << 20, 512, 32);

    private static final int TEXT_CHARS_MAX = 1024;
    private static final int LIST_MAX = 64;

    public Limits {
      if (segmentBytesMax < 1
          || textCharsMax < Head.HASH_CHARS
          || textCharsMax > TEXT_CHARS_MAX
          || listMax < 1
          || listMax > LIST_MAX) {
        throw new IllegalArgumentException(
            "expected segments of a byte or more, texts of "
                + Head.HASH_CHARS
                + " to "
                + TEXT_CHARS_MAX
                + " units and lists of 1 to "
                + LIST_MAX);
      }
    }
  }

  /** Opens the folder {@code directory} for this process and begins its segment. */
  public static AuditLog open(Path directory, Durability durability, Limits limits)
      throws AuditException {
    return open(
        directory,
        durability,
        limits,
        DiskFile::create,
        InstantSource.system(),
        ProgramFacts.ofThisProcess());
  }

  static AuditLog open(
      Path directory,
      Durability durability,
      Limits limits,
      AuditFile.Creator creator,
      InstantSource clock,
      ProgramFacts facts)
      throws AuditException {
    AuditFolder folder = new AuditFolder(directory.toAbsolutePath());
    try {
      OwnerOnly.createFolders(folder.path());
      return new AuditLog(folder, durability, limits, creator, clock, facts);
    } catch (IOException refused) {
      throw AuditException.refused("to begin evidence in", folder.path(), refused);
    } catch (StateException refused) {
      throw new AuditException(refused.getMessage());
    }
  }

  /**
   * Records {@code evidence}. On return it is where {@link Durability} says. When this fails the
   * message must not go on.
   */
  public void record(Evidence evidence) throws AuditException {
    AuditSegment to;
    long lines;
    writing.lock();
    try {
      to = current();
      lines = to.append(evidence);
    } catch (IOException refused) {
      throw AuditException.refused("to record evidence in", segment.path(), refused);
    } catch (StateException refused) {
      throw new AuditException(refused.getMessage());
    } finally {
      writing.unlock();
    }
    if (durability == Durability.STRICT) {
      flush(to, lines);
    }
  }

  private static void flush(AuditSegment to, long lines) throws AuditException {
    try {
      to.flush(lines);
    } catch (IOException refused) {
      throw AuditException.refused("to have evidence on the disk in", to.path(), refused);
    }
  }

  private AuditSegment current() throws IOException, StateException, AuditException {
    if (closed) {
      throw new AuditException(
          "expected the evidence in `" + folder.path() + "` to be open, it is closed");
    }
    if (segment.bytes() >= limits.segmentBytesMax() || segment.isGivenUp()) {
      // The new one first: where that fails, the old one is still there for the next try.
      AuditSegment full = segment;
      segment = begin();
      end(full);
    }
    return segment;
  }

  private void end(AuditSegment full) {
    try {
      full.seal(clock.millis(), folder);
    } catch (IOException unsealed) {
      // Its page stays and says how far it goes; its lines are held fast by the next header.
    }
  }

  private AuditSegment begin() throws IOException, StateException {
    try (FileMutex held = FileMutex.acquire(folder.lock())) {
      held.requireHeld();
      List<SegmentId> segments = folder.segments();
      long last = segments.isEmpty() ? 0 : segments.getLast().ordinal();
      long ordinal = Math.max(last, folder.newest().orElse(0L)) + 1;
      removeUnbornFrom(ordinal);
      SegmentId id = new SegmentId(ordinal, clock.millis(), facts.pid());
      Link before = segments.isEmpty() ? Link.none() : folder.linkTo(segments.getLast());
      return name(AuditSegment.begin(folder, id, before, facts, limits, creator));
    }
  }

  private AuditSegment name(AuditSegment begun) throws IOException {
    boolean named = false;
    try {
      // A crash before this leaves a newest segment that is newer than named: no harm.
      folder.setNewest(begun.id().ordinal());
      if (durability == Durability.STRICT) {
        folder.sync();
      }
      named = true;
      return begun;
    } finally {
      if (!named) {
        begun.discard(folder);
      }
    }
  }

  /** Pages whose segments never got their names, because their process died at that moment. */
  private void removeUnbornFrom(long ordinal) throws IOException {
    for (SegmentId id : folder.heads()) {
      if (id.ordinal() >= ordinal) {
        Files.deleteIfExists(folder.head(id));
      }
    }
  }

  /** The file that is being written. */
  public Path segment() {
    writing.lock();
    try {
      return segment.path();
    } finally {
      writing.unlock();
    }
  }

  /** Seals the segment. What was recorded before is safe even when this fails. */
  @Override
  public void close() throws AuditException {
    writing.lock();
    try {
      if (!closed) {
        closed = true;
        segment.seal(clock.millis(), folder);
      }
    } catch (IOException refused) {
      throw AuditException.refused("to seal the evidence in", segment.path(), refused);
    } finally {
      writing.unlock();
    }
  }
}
