package dev.brattice.audit;

import dev.brattice.crypto.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The segment that this process writes. Guarded by its log, but for flushes.
 *
 * <p>Invariant: the file's first {@code bytes} are whole lines that form a chain; behind them there
 * is at most the beginning of a line that failed.
 */
final class AuditSegment {
  private final Path path;
  private final SegmentId id;
  private final AuditFile file;
  private final HeadPage page;
  private final GroupFlush flush;
  private final LineBuilder line;
  private final LineForm form;
  private final MessageDigest sha256 = Digest.sha256();
  private byte[] hash = new byte[Head.HASH_CHARS / 2];
  private byte[] nextHash = new byte[Head.HASH_CHARS / 2];
  private long lines;
  private long bytes;
  private boolean torn;

  private AuditSegment(
      Path path, SegmentId id, AuditFile file, HeadPage page, LineBuilder line, LineForm form) {
    this.path = path;
    this.id = id;
    this.file = file;
    this.page = page;
    this.flush = new GroupFlush(file);
    this.line = line;
    this.form = form;
  }

  /**
   * Begins a segment. The order matters: the page exists before the segment, which appears under
   * its name with its header in it. A crash between leaves a page that the next opener removes.
   */
  static AuditSegment begin(
      AuditFolder folder,
      SegmentId id,
      Link before,
      ProgramFacts facts,
      AuditLog.Limits limits,
      AuditFile.Creator creator)
      throws IOException {
    LineBuilder line = new LineBuilder();
    LineForm form = new LineForm(line, limits);
    form.header(id, before, facts);
    byte[] hash = new byte[Head.HASH_CHARS / 2];
    line.seal(Digest.sha256(), hash);
    Path fresh = folder.fresh();
    Files.deleteIfExists(fresh);
    AuditFile file = creator.create(fresh);
    boolean begun = false;
    try {
      file.write(line.bytes(), line.length());
      Head head = new Head(1, line.length(), HexFormat.of().formatHex(hash));
      HeadPage page = HeadPage.create(folder.head(id), head);
      Path path = folder.lines(id);
      folder.publish(fresh, path);
      begun = true;
      AuditSegment segment = new AuditSegment(path, id, file, page, line, form);
      segment.hash = hash;
      segment.lines = 1;
      segment.bytes = line.length();
      segment.flush.wrote(1);
      return segment;
    } finally {
      if (!begun) {
        file.close();
        Files.deleteIfExists(fresh);
        Files.deleteIfExists(folder.head(id));
      }
    }
  }

  /** Its file. */
  Path path() {
    return path;
  }

  /** Its name. */
  SegmentId id() {
    return id;
  }

  /** Its length in bytes. */
  long bytes() {
    return bytes;
  }

  /** Where the next segment links to. */
  Link link() {
    return new Link(id.toString(), lines - 1, HexFormat.of().formatHex(hash));
  }

  /** Appends a record; how many lines there are then. */
  long append(Evidence evidence) throws IOException {
    repair();
    form.record(lines, hash, evidence);
    write();
    return lines;
  }

  private void write() throws IOException {
    line.seal(sha256, nextHash);
    try {
      file.write(line.bytes(), line.length());
    } catch (IOException refused) {
      torn = true;
      takeBack();
      throw refused;
    }
    byte[] last = hash;
    hash = nextHash;
    nextHash = last;
    lines++;
    bytes += line.length();
    // After the line: a crash between leaves a line more than the page says, which is no harm.
    page.put(lines, bytes, hash);
    flush.wrote(lines);
  }

  private void takeBack() {
    try {
      repair();
    } catch (IOException later) {
      // Tried again before the next line.
    }
  }

  private void repair() throws IOException {
    if (torn) {
      file.truncate(bytes);
      torn = false;
    }
  }

  /** Returns when {@code count} lines are on the disk. */
  void flush(long count) throws IOException {
    flush.await(count);
  }

  /** Whether a flush failed, so that nothing more belongs here. */
  boolean isGivenUp() {
    return flush.hasFailed();
  }

  /** Removes a segment in which nothing was recorded. Only while no other can have begun. */
  void discard(AuditFolder folder) throws IOException {
    file.close();
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder.head(id));
  }

  /** Ends the segment in order: seals, flushes and closes it, and removes the page. */
  void seal(long timeMillis, AuditFolder folder) throws IOException {
    boolean sealed = false;
    try {
      if (!isGivenUp()) {
        repair();
        form.seal(lines, hash, lines - 1, timeMillis);
        write();
        sealed = true;
      }
    } finally {
      flush.finish();
    }
    if (sealed) {
      // The seal on the disk says what the page said.
      Files.deleteIfExists(folder.head(id));
    }
  }
}
