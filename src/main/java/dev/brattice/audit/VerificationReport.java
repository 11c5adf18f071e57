package dev.brattice.audit;

import java.util.List;

/**
 * What a verifier found.
 *
 * @param segments how many segments were read
 * @param records how many records they hold
 * @param problems what cannot be so unless somebody changed, removed or added something
 * @param problemsLeftOut how many more problems there are than are listed
 * @param notes what a death of a process leaves, and other things worth knowing
 */
public record VerificationReport(
    int segments, long records, List<Remark> problems, long problemsLeftOut, List<Remark> notes) {
  public VerificationReport {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** Whether nothing was changed, as far as the files show. */
  public boolean isIntact() {
    return problems.isEmpty();
  }
}
