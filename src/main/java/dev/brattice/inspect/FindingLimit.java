package dev.brattice.inspect;

import dev.brattice.json.JsonPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers findings and touches within bounds. A flood of weak findings cannot push out a strong
 * one: at the bound the weakest, youngest finding gives way to a stronger newcomer.
 */
final class FindingLimit {
  static final int FINDINGS_MAX = 256;
  static final int TOUCHES_MAX = 1024;

  // Iterates from the weakest severity to the strongest.
  private final EnumMap<Severity, List<Finding>> bySeverity = new EnumMap<>(Severity.class);
  private final List<Touch> touches = new ArrayList<>();
  private int kept;
  private boolean findingsCut;
  private boolean touchesCut;

  void add(Finding finding) {
    if (kept == FINDINGS_MAX) {
      findingsCut = true;
      if (!dropWeakerThan(finding.severity())) {
        return;
      }
    }
    bySeverity.computeIfAbsent(finding.severity(), key -> new ArrayList<>()).add(finding);
    kept++;
  }

  private boolean dropWeakerThan(Severity severity) {
    for (Map.Entry<Severity, List<Finding>> weaker : bySeverity.entrySet()) {
      if (weaker.getKey().compareTo(severity) >= 0) {
        return false;
      }
      if (!weaker.getValue().isEmpty()) {
        weaker.getValue().removeLast();
        kept--;
        return true;
      }
    }
    return false;
  }

  void add(Touch touch) {
    if (touches.size() == TOUCHES_MAX) {
      touchesCut = true;
      return;
    }
    touches.add(touch);
  }

  Inspection inspection(Subject subject) {
    if (kept == 0 && touches.isEmpty()) {
      return Inspection.clean();
    }
    List<Finding> findings = new ArrayList<>(kept + 2);
    bySeverity.values().forEach(findings::addAll);
    if (findings.size() > 1) {
      sort(findings, subject);
    }
    if (findingsCut) {
      findings.add(
          bound(
              "inspect.findings-limit",
              Severity.NOTE,
              "more than " + FINDINGS_MAX + " findings; only the strongest are listed"));
    }
    if (touchesCut) {
      // What is left out here policy cannot judge, so a person is asked.
      findings.add(
          bound(
              "inspect.touches-limit",
              Severity.ASK,
              "the call would reach more than " + TOUCHES_MAX + " things; not all are listed"));
    }
    return new Inspection(findings, touches);
  }

  private static void sort(List<Finding> findings, Subject subject) {
    Map<JsonPlace, Integer> order = new HashMap<>();
    for (Leaf leaf : subject.leaves()) {
      order.putIfAbsent(leaf.place(), order.size());
    }
    findings.sort(
        Comparator.<Finding>comparingInt(
                finding -> order.getOrDefault(finding.locus().place(), Integer.MAX_VALUE))
            .thenComparingInt(finding -> finding.locus().start()));
  }

  private static Finding bound(String rule, Severity severity, String reason) {
    return new Finding(
        rule, Family.BEHAVIOUR, severity, 1, new Locus("", 0, 0), reason, "", "ASI02", "");
  }
}
