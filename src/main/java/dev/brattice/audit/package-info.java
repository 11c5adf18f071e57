/**
 * Evidence of what was decided. In: {@link dev.brattice.audit.Evidence}. Out: hash-chained records
 * in append-only segments, an index over them that can be rebuilt, and a verifier.
 *
 * <p>A segment is a file {@code <ordinal>-<startMillis>-<pid>.jsonl}: a header line, record lines,
 * and a seal line where its process ended in order. Each line names the hash of the line before;
 * the header names the head of the segment before. While a segment is not sealed, a mapped page
 * {@code .head} beside it says how far it goes. Whoever can write all of these files can forge all
 * of them: only a head that is kept elsewhere shows that.
 *
 * <p>May go wrong: the disk is full or the folder is not ours, each an {@link
 * dev.brattice.audit.AuditException} to the caller, who must not forward what is not recorded. Open
 * {@link dev.brattice.audit.AuditLog} first.
 */
@NullMarked
package dev.brattice.audit;

import org.jspecify.annotations.NullMarked;
