package dev.brattice.audit;

import dev.brattice.state.Folders;
import dev.brattice.state.OwnerOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The files of evidence: segments, their pages, and the ordinal of the newest segment. */
record AuditFolder(Path path) {
  /** Names the ordinal of the newest segment, so that its disappearance is noticed. */
  static final String NEWEST = "newest";

  private static final int NEWEST_DIGITS = 18;
  private static final int TAIL_BYTES = LineForm.LINE_BYTES_MAX;

  /** The segments, oldest first. */
  List<SegmentId> segments() throws IOException {
    return list(SegmentId.LINES);
  }

  /** Segments for which there is a page, oldest first. */
  List<SegmentId> heads() throws IOException {
    return list(SegmentId.HEAD);
  }

  private List<SegmentId> list(String ending) throws IOException {
    List<SegmentId> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + ending)) {
      for (Path file : files) {
        SegmentId.parse(file, ending).ifPresent(ids::add);
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    Collections.sort(ids);
    return ids;
  }

  Path lines(SegmentId id) {
    return path.resolve(id + SegmentId.LINES);
  }

  Path head(SegmentId id) {
    return path.resolve(id + SegmentId.HEAD);
  }

  /** Where a segment is written before it gets its name. */
  Path fresh() {
    return path.resolve("segment.new");
  }

  /** Held while segments are begun. */
  Path lock() {
    return path.resolve("lock");
  }

  /** Gives the file {@code fresh} its name. */
  void publish(Path fresh, Path name) throws IOException {
    Files.move(fresh, name, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Puts the names in the folder on the disk. */
  void sync() {
    Folders.sync(path);
  }

  /** The ordinal of the newest segment; empty where none is named. */
  Optional<Long> newest() throws IOException {
    Path file = path.resolve(NEWEST);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] content;
    try (var in = Files.newInputStream(file)) {
      content = in.readNBytes(NEWEST_DIGITS + 2);
    }
    if (content.length != NEWEST_DIGITS + 1 || content[NEWEST_DIGITS] != '\n') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Long.parseLong(new String(content, 0, NEWEST_DIGITS, StandardCharsets.US_ASCII)));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  /** Names the newest segment. Always the same length, so that it needs no room later. */
  void setNewest(long ordinal) throws IOException {
    Path file = path.resolve(NEWEST);
    if (!Files.exists(file)) {
      OwnerOnly.createFile(file);
    }
    String digits = Long.toString(ordinal);
    String content = "0".repeat(NEWEST_DIGITS - digits.length()) + digits + "\n";
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(content.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * Where a segment that follows {@code id} links to: how far that one goes by its page, or by its
   * last line where it is sealed. Nowhere, where neither can be read.
   */
  Link linkTo(SegmentId id) throws IOException {
    Optional<Head> head = HeadPage.read(head(id));
    if (head.isPresent()) {
      return new Link(id.toString(), head.get().lines() - 1, head.get().hash());
    }
    return LastLine.of(lines(id), TAIL_BYTES)
        .map(last -> new Link(id.toString(), last.seq(), last.hash()))
        .orElse(Link.none());
  }
}
