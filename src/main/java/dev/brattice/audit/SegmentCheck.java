package dev.brattice.audit;

import dev.brattice.crypto.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies one segment. */
final class SegmentCheck {
  private final SegmentId id;
  private final String file;
  private final Map<Long, List<Fast>> heldFast = new HashMap<>();
  private final Optional<Head> head;
  private final Remarks remarks;
  private final MessageDigest sha256 = Digest.sha256();
  private String prev = "";
  private long line;
  private long records;
  private boolean sealed;

  /**
   * A place that must be as it was.
   *
   * @param seq sequence number of the line
   * @param hash the hash in it
   * @param by name of the file whose header says so
   */
  record Fast(long seq, String hash, String by) {}

  SegmentCheck(SegmentId id, List<Fast> heldFast, Optional<Head> head, Remarks remarks) {
    this.id = id;
    this.file = id + SegmentId.LINES;
    for (Fast fast : heldFast) {
      this.heldFast.computeIfAbsent(fast.seq(), key -> new ArrayList<>()).add(fast);
    }
    this.head = head;
    this.remarks = remarks;
  }

  /** How many records there were. */
  long records() {
    return records;
  }

  void run(SegmentLines lines) throws IOException {
    SegmentLines.Step step = lines.next();
    while (step == SegmentLines.Step.LINE) {
      line++;
      line(lines.line(), lines.offset());
      step = lines.next();
    }
    if (step == SegmentLines.Step.TOO_LONG) {
      line++;
      problem(
          "expected a line of at most " + LineForm.LINE_BYTES_MAX + " bytes, found a longer one");
      return;
    }
    if (step == SegmentLines.Step.REST) {
      rest(lines.length());
    }
    end();
  }

  private void line(byte[] bytes, long endsAt) {
    if (sealed) {
      problem("expected nothing behind the seal, found a line");
    }
    Optional<StoredLine> parsed = StoredLine.parse(bytes);
    if (parsed.isEmpty()) {
      problem("expected a line of evidence as version 1 spells it, found something else");
      atHead("", endsAt);
      return;
    }
    StoredLine stored = parsed.get();
    if (!StoredLine.isHashRight(bytes, sha256)) {
      problem("expected the hash of this line, found another; the line was changed");
    }
    if (stored.seq() != line - 1) {
      problem(
          "expected sequence number "
              + (line - 1)
              + ", found "
              + stored.seq()
              + "; lines were removed, added or moved");
    }
    if (line > 1 && !stored.prev().equals(prev)) {
      problem("expected the hash of the line before, found another; that line is not the one");
    }
    kind(stored);
    heldFast(stored.hash());
    atHead(stored.hash(), endsAt);
    prev = stored.hash();
  }

  private void kind(StoredLine stored) {
    switch (stored.kind()) {
      case "header" -> {
        if (line != 1) {
          problem("expected a record, found a header; another segment was put in");
        } else if (!StoredLine.text(stored.members(), "segment").equals(id.toString())) {
          problem("expected the header of this segment, found that of another; it was renamed");
        }
      }
      case "seal" -> {
        sealed = true;
        if (StoredLine.number(stored.members(), "records") != records) {
          problem("expected a seal over " + records + " records, found one over another number");
        }
      }
      default -> records++;
    }
    if (line == 1 && !stored.kind().equals("header")) {
      problem("expected a header, found a " + stored.kind() + "; the beginning was removed");
    }
  }

  private void heldFast(String hash) {
    for (Fast fast : heldFast.getOrDefault(line - 1, List.of())) {
      if (!fast.hash().equals(hash)) {
        problem("expected the hash that `" + fast.by() + "` holds fast, found another");
      }
    }
  }

  private void atHead(String hash, long endsAt) {
    if (head.isPresent()
        && head.get().lines() == line
        && !(head.get().hash().equals(hash) && head.get().bytes() == endsAt)) {
      problem("expected the line that the page of this segment names, found another");
    }
  }

  private void rest(int bytes) {
    if (sealed) {
      remarks.problem(
          file, line + 1, "expected nothing behind the seal, found " + bytes + " bytes");
    } else {
      remarks.note(
          file,
          line + 1,
          "the last "
              + bytes
              + " bytes are no whole line: a process died or is writing; no record");
    }
  }

  private void end() {
    if (line == 0) {
      remarks.problem(file, 0, "expected a header, found nothing; the content was removed");
    }
    heldFast.forEach((seq, places) -> cutOff(seq, places.getFirst().by()));
    if (head.isPresent() && head.get().lines() > line) {
      remarks.problem(
          file,
          0,
          "expected "
              + head.get().lines()
              + " lines as its page says, found "
              + line
              + "; the end was removed");
    }
    if (!sealed && head.isEmpty()) {
      remarks.problem(
          file, 0, "expected a seal or a page that says how far it goes, found neither");
    } else if (!sealed) {
      remarks.note(file, 0, "not sealed: its process runs yet or died; it goes as far as its page");
    }
  }

  private void cutOff(long seq, String by) {
    if (seq >= line) {
      remarks.problem(
          file,
          0,
          "expected line "
              + (seq + 1)
              + " that `"
              + by
              + "` holds fast, found "
              + line
              + " lines; the end was removed");
    }
  }

  private void problem(String sentence) {
    remarks.problem(file, line, sentence);
  }
}
