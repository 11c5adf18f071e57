package dev.brattice.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all evidence in a folder, or in a copy of one, and says what does not fit together. Needs
 * nothing but the files, changes none, and holds one line in memory at a time.
 */
public final class AuditVerifier {
  private final AuditFolder folder;
  private final Remarks remarks = new Remarks();

  /** By the name of a segment, the places in it that later headers hold fast. */
  private final Map<String, List<SegmentCheck.Fast>> heldFast = new HashMap<>();

  private final Map<SegmentId, Optional<StoredLine>> headers = new HashMap<>();
  private long records;

  private AuditVerifier(AuditFolder folder) {
    this.folder = folder;
  }

  /** Verifies the folder {@code directory}. */
  public static VerificationReport verify(Path directory) throws AuditException {
    if (!Files.isDirectory(directory)) {
      throw new AuditException(
          "expected a folder of evidence at `" + directory + "`, found none; check the path");
    }
    try {
      return new AuditVerifier(new AuditFolder(directory)).verify();
    } catch (IOException refused) {
      throw AuditException.refused("to read the evidence in", directory, refused);
    }
  }

  // The order lets writers go on meanwhile: what is read first is never ahead of what is read
  // later.
  private VerificationReport verify() throws IOException {
    Optional<Long> newest = folder.newest();
    List<SegmentId> segments = folder.segments();
    foreignNames();
    ordinals(segments, newest);
    for (SegmentId id : segments) {
      header(id);
    }
    links(segments);
    orphans(segments, newest.orElse(0L));
    for (SegmentId id : segments) {
      segment(id);
    }
    return remarks.report(segments.size(), records);
  }

  private void foreignNames() throws IOException {
    try (var files = Files.newDirectoryStream(folder.path(), "*" + SegmentId.LINES)) {
      for (Path file : files) {
        if (SegmentId.parse(file, SegmentId.LINES).isEmpty()) {
          remarks.problem(
              String.valueOf(file.getFileName()),
              0,
              "expected the name of a segment, found another; it was added or renamed");
        }
      }
    }
  }

  private void ordinals(List<SegmentId> segments, Optional<Long> newest) {
    long expected = 1;
    for (SegmentId id : segments) {
      if (id.ordinal() < expected) {
        remarks.problem(name(id), 0, "expected one segment of this ordinal, found a second one");
      } else if (id.ordinal() > expected) {
        missing(expected, id.ordinal() - 1);
      }
      expected = id.ordinal() + 1;
    }
    if (newest.isPresent() && newest.get() >= expected) {
      missing(expected, newest.get());
    }
    if (newest.isEmpty() && !segments.isEmpty()) {
      remarks.problem(
          AuditFolder.NEWEST, 0, "expected the ordinal of the newest segment, found none");
    }
  }

  private void missing(long from, long to) {
    remarks.problem(
        ".",
        0,
        from == to
            ? "expected segment " + from + ", found none; its file was removed"
            : "expected segments " + from + " to " + to + ", found none; their files were removed");
  }

  private void header(SegmentId id) throws IOException {
    Optional<StoredLine> header = Optional.empty();
    try (SegmentLines lines = lines(id)) {
      if (lines.next() == SegmentLines.Step.LINE) {
        header = StoredLine.parse(lines.line()).filter(line -> line.kind().equals("header"));
      }
    } catch (NoSuchFileException gone) {
      // Said when the segment itself is read.
    }
    headers.put(id, header);
    header.ifPresent(line -> hold(id, line));
  }

  private void hold(SegmentId id, StoredLine header) {
    header
        .members()
        .object("after")
        .ifPresent(
            after ->
                heldFast
                    .computeIfAbsent(StoredLine.text(after, "segment"), key -> new ArrayList<>())
                    .add(
                        new SegmentCheck.Fast(
                            StoredLine.number(after, "seq"), header.prev(), name(id))));
  }

  /** Every header must hold fast the segment before it. */
  private void links(List<SegmentId> segments) {
    for (int i = 0; i < segments.size(); i++) {
      SegmentId id = segments.get(i);
      Optional<StoredLine> header = headers.getOrDefault(id, Optional.empty());
      if (header.isEmpty()) {
        continue;
      }
      String after =
          header.get().members().object("after").map(o -> StoredLine.text(o, "segment")).orElse("");
      String expected = i == 0 ? "" : segments.get(i - 1).toString();
      boolean gapBefore = id.ordinal() != (i == 0 ? 1 : segments.get(i - 1).ordinal() + 1);
      if (after.isEmpty() && !header.get().prev().equals(Head.NO_HASH)) {
        remarks.problem(name(id), 1, "expected no hash where no segment is named, found one");
      }
      // Where the one before is missing, that is said already.
      if (!after.equals(expected) && !gapBefore) {
        remarks.problem(
            name(id), 1, "expected the segment before to be named here, found another or none");
      }
    }
  }

  private void orphans(List<SegmentId> segments, long newest) throws IOException {
    Set<SegmentId> known = new HashSet<>(segments);
    for (SegmentId id : folder.heads()) {
      if (known.contains(id) || Files.exists(folder.lines(id))) {
        continue;
      }
      String file = id + SegmentId.HEAD;
      if (id.ordinal() <= newest) {
        remarks.problem(file, 0, "expected the segment of this page, found none; it was removed");
      } else {
        remarks.note(file, 0, "a process died while it began this segment; nothing was recorded");
      }
    }
  }

  private void segment(SegmentId id) throws IOException {
    // Before the lines: a live writer may add some meanwhile.
    Optional<Head> head = HeadPage.read(folder.head(id));
    if (head.isEmpty() && Files.exists(folder.head(id))) {
      remarks.problem(id + SegmentId.HEAD, 0, "expected a page about a segment, found it damaged");
    }
    var check =
        new SegmentCheck(id, heldFast.getOrDefault(id.toString(), List.of()), head, remarks);
    try (SegmentLines lines = lines(id)) {
      check.run(lines);
    } catch (NoSuchFileException gone) {
      remarks.problem(name(id), 0, "expected this segment, found it gone; it was just removed");
    }
    records += check.records();
  }

  private SegmentLines lines(SegmentId id) throws IOException {
    return new SegmentLines(folder.lines(id), 0, LineForm.LINE_BYTES_MAX);
  }

  private static String name(SegmentId id) {
    return id + SegmentId.LINES;
  }
}
