package dev.brattice.inspect;

import java.util.List;
import java.util.Optional;

/**
 * What inspection found.
 *
 * @param findings what the detectors found, in document order
 * @param touches what a call would reach; empty for other directions
 */
public record Inspection(List<Finding> findings, List<Touch> touches) {
  private static final Inspection CLEAN = new Inspection(List.of(), List.of());

  public Inspection {
    findings = List.copyOf(findings);
    touches = List.copyOf(touches);
  }

  /** Nothing found. */
  public static Inspection clean() {
    return CLEAN;
  }

  /** The highest severity among the findings. */
  public Optional<Severity> severity() {
    return findings.stream().map(Finding::severity).max(Severity::compareTo);
  }
}
