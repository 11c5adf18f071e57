package dev.brattice.arch;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shape of the code: data flows one way, judgement is pure. */
class ArchitectureTest {
  /** The stages in the order in which data passes them; one may import only what stands before. */
  private static final List<String> ORDER =
      List.of(
          "bytes",
          "json",
          "crypto",
          "tlog",
          "scan",
          "sandbox",
          "state",
          "wire",
          "call",
          "mcp",
          "a2a",
          "identity",
          "inspect",
          "provenance",
          "catalogue",
          "policy",
          "enforce",
          "upstream",
          "audit",
          "proxy",
          "config",
          "admin",
          "gateway",
          "cli",
          "");

  private static final String BASE = "dev.brattice";

  /** Without Throwable: the compiler catches it for every try with resources and every finally. */
  private static final Set<String> BROAD =
      Set.of("java.lang.RuntimeException", "java.lang.Exception");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void stagesImportEarlierStagesOnly() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass from : CLASSES) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        Optional<Integer> source = rank(from.getPackageName());
        Optional<Integer> target = rank(dependency.getTargetClass().getPackageName());
        if (source.isPresent() && target.isPresent() && target.get() > source.get()) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertTrue(wrong.isEmpty(), () -> "a stage imports a later one:\n" + String.join("\n", wrong));
  }

  @Test
  void everyPackageIsAStage() {
    List<String> unknown =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> rank(name).isEmpty())
            .distinct()
            .toList();
    assertTrue(unknown.isEmpty(), () -> "not in the order of stages: " + unknown);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void judgementIsPure() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage(
            BASE + ".inspect..", BASE + ".provenance..", BASE + ".catalogue..", BASE + ".policy..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.File.*|java\\.nio\\.file\\.(Files|FileSystems|Path|Paths)|java\\.net\\.(Socket|InetAddress|URL|http\\..*)"
                + "|java\\.util\\.logging\\..*|java\\.util\\.Random|java\\.security\\.SecureRandom|java\\.time\\.Clock"
                + "|java\\.util\\.concurrent\\.ThreadLocalRandom")
        .because("a decision replays from its facts: no clock, input, output, chance or log")
        .check(CLASSES);
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage(
            BASE + ".inspect..", BASE + ".provenance..", BASE + ".catalogue..", BASE + ".policy..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void foreignMemoryOnlyInScanAndSandbox() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".scan..", BASE + ".sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(CLASSES);
  }

  @Test
  void noBacktrackingRegularExpressions() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .orShould()
        .callMethod(String.class, "matches", String.class)
        .orShould()
        .callMethod(String.class, "replaceAll", String.class, String.class)
        .orShould()
        .callMethod(String.class, "replaceFirst", String.class, String.class)
        .orShould()
        .callMethod(String.class, "split", String.class)
        .because("traffic is scanned in linear time; RE2/J is the regular expression engine here")
        .check(CLASSES);
  }

  /** Where a fault of any kind ends: in a denial, or at the end of a thread. */
  private static final Set<String> FAULTS_END_IN =
      Set.of(
          BASE + ".proxy.Exchange",
          // Entry points of threads.
          BASE + ".proxy.LinePump",
          BASE + ".wire.http.HttpListener",
          BASE + ".upstream.HttpUpstream",
          BASE + ".gateway.Reload",
          BASE + ".gateway.Wrap",
          // The entry point of the commands.
          BASE + ".cli.Commands");

  @Test
  void faultsEndInADenialOrAThread() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      String outer = type.getName();
      int inner = outer.indexOf('$');
      if (FAULTS_END_IN.contains(inner < 0 ? outer : outer.substring(0, inner))) {
        continue;
      }
      for (JavaCodeUnit unit : type.getCodeUnits()) {
        unit.getTryCatchBlocks().stream()
            .flatMap(block -> block.getCaughtThrowables().stream())
            .filter(caught -> BROAD.contains(caught.getName()))
            .forEach(caught -> wrong.add(unit.getFullName() + " catches " + caught.getName()));
      }
    }
    assertTrue(wrong.isEmpty(), () -> "only these may catch what they do not know: " + wrong);
  }

  private static Optional<Integer> rank(String packageName) {
    if (!packageName.startsWith(BASE)) {
      return Optional.empty();
    }
    String rest = packageName.equals(BASE) ? "" : packageName.substring(BASE.length() + 1);
    int dot = rest.indexOf('.');
    int rank = ORDER.indexOf(dot < 0 ? rest : rest.substring(0, dot));
    return rank < 0 ? Optional.empty() : Optional.of(rank);
  }
}
