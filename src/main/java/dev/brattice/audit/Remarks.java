package dev.brattice.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects what a verifier has to say, up to a bound. */
final class Remarks {
  /** So many are listed; the others are counted. */
  static final int LISTED_MAX = 1_000;

  private final List<Remark> problems = new ArrayList<>();
  private final List<Remark> notes = new ArrayList<>();
  private long problemsLeftOut;

  void problem(String file, long line, String sentence) {
    if (problems.size() < LISTED_MAX) {
      problems.add(new Remark(file, line, sentence));
    } else {
      problemsLeftOut++;
    }
  }

  void note(String file, long line, String sentence) {
    if (notes.size() < LISTED_MAX) {
      notes.add(new Remark(file, line, sentence));
    }
  }

  VerificationReport report(int segments, long records) {
    return new VerificationReport(segments, records, problems, problemsLeftOut, notes);
  }
}
