package dev.brattice.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.inspect.Cases.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The attacks that must be caught and the ordinary calls that must be left alone. */
class EffectsTest {
  private static final List<String> FAMILIES = List.of("paths", "network", "shell", "protection");

  private static Stream<Case> attacks() {
    return FAMILIES.stream().flatMap(family -> Cases.of("/attacks/" + family + ".jsonl"));
  }

  private static Stream<Case> benign() {
    return FAMILIES.stream().flatMap(family -> Cases.of("/benign/" + family + ".jsonl"));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void catchesAttack(Case attack) {
    List<Finding> findings = Cases.findings(Cases.subject(attack.tool(), attack.arguments()));
    Severity expected = Severity.of(attack.severity()).orElseThrow();
    assertTrue(
        findings.stream()
            .anyMatch(
                finding -> finding.rule().equals(attack.rule()) && finding.severity() == expected),
        () -> describe(findings));
  }

  @ParameterizedTest
  @MethodSource("benign")
  void leavesOrdinaryCallAlone(Case call) {
    List<Finding> findings = Cases.findings(Cases.subject(call.tool(), call.arguments()));
    assertTrue(isAtMost(Cases.worst(findings), call.severity()), () -> describe(findings));
    assertFalse(
        findings.stream().anyMatch(finding -> finding.rule().equals(call.rule())),
        () -> describe(findings));
  }

  private static boolean isAtMost(Optional<Severity> worst, String most) {
    return worst.isEmpty()
        || Severity.of(most).filter(limit -> worst.get().compareTo(limit) <= 0).isPresent();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void saysNothingOfTheValueAndPointsIntoIt(Case attack) {
    Subject subject = Cases.subject(attack.tool(), attack.arguments());
    for (Finding finding : Cases.findings(subject)) {
      assertEquals(finding.reason().toLowerCase(Locale.ROOT), finding.reason());
      assertTrue(finding.owasp().startsWith("ASI"), finding.rule());
      assertTrue(
          subject.leaves().stream()
              .anyMatch(
                  leaf ->
                      leaf.pointer().equals(finding.locus().pointer())
                          && finding.locus().end() <= leaf.value().length()),
          finding.rule());
    }
  }

  @Test
  void everyRuleHasAttacksAndNearMisses() throws IOException {
    Set<String> lacking = new TreeSet<>();
    for (String rule : rules()) {
      if (attacks().filter(each -> each.rule().equals(rule)).count() < 2) {
        lacking.add(rule + " lacks attacks");
      }
      if (benign().filter(each -> each.rule().equals(rule)).count() < 2) {
        lacking.add(rule + " lacks near misses");
      }
    }
    assertEquals(Set.of(), lacking);
  }

  private static Set<String> rules() throws IOException {
    Path sources =
        Path.of(System.getProperty("brattice.root", "."), "src/main/java/dev/brattice/inspect");
    Pattern rule = Pattern.compile("\"((?:paths|network|shell|protection)\\.[a-z-]+)\"");
    Set<String> rules = new TreeSet<>();
    for (String family : FAMILIES) {
      try (Stream<Path> files = Files.list(sources.resolve(family))) {
        for (Path file : files.toList()) {
          Matcher matcher = rule.matcher(Files.readString(file));
          while (matcher.find()) {
            rules.add(matcher.group(1));
          }
        }
      }
    }
    assertTrue(rules.size() > 40, "rules are found in the sources");
    return rules;
  }

  @Test
  void looksAtArgumentsOnly() {
    Subject call = Cases.subject("bash", "command", "rm -rf ~; brattice kill off");
    for (Direction direction : Direction.values()) {
      var material = new Material(direction, call.material().tool(), call.material().tree());
      List<Finding> found =
          Cases.findings(new Subject(material, call.observations(), call.leaves()));
      assertEquals(direction == Direction.ARGUMENTS, !found.isEmpty(), direction.label());
    }
  }

  @Test
  void everyDetectorCatchesItsCanary() {
    for (Detector detector : Cases.detectors()) {
      assertTrue(detector.catchesCanary(), detector.family().label());
    }
  }

  private static String describe(List<Finding> findings) {
    List<String> found = new ArrayList<>();
    for (Finding finding : findings) {
      found.add(finding.severity().label() + " " + finding.rule());
    }
    return "found " + found;
  }
}
