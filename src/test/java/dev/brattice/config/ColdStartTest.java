package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.policy.DefaultAction;
import dev.brattice.policy.PolicySet;
import dev.brattice.policy.PolicySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a start loads: large libraries cost every start, so they wait until they are needed. */
class ColdStartTest {
  private static final String YAML = "org.snakeyaml.engine";
  private static final String CEL = "dev.cel.";

  /** Runs in a fresh virtual machine. */
  public static final class Program {
    private Program() {}

    /** Loads the configuration without a file, and the policy in {@code arguments[0]}, if any. */
    public static void main(String[] arguments) throws Exception {
      Configuration.load(Optional.empty(), Map.of("HOME", "/"), Map.of());
      if (arguments.length > 0) {
        PolicySet.parse(
            List.of(new PolicySource("policy", Files.readString(Path.of(arguments[0])))),
            DefaultAction.ALLOW);
      }
    }
  }

  @Test
  @Timeout(60)
  void withoutAFileNeitherLibraryIsLoaded() throws Exception {
    String loaded = classesLoadedBy();
    assertTrue(loaded.contains("dev.brattice.config.Settings"), loaded);
    assertFalse(loaded.contains(YAML));
    assertFalse(loaded.contains(CEL));
  }

  @Test
  @Timeout(60)
  void theStandardPolicyDoesNotLoadTheExpressionLibrary() throws Exception {
    Path root = Path.of(System.getProperty("brattice.root", "."));
    String loaded = classesLoadedBy(root.resolve(ShippedPolicy.RESOURCE).toString());
    assertTrue(loaded.contains(YAML));
    assertFalse(loaded.contains(CEL));
  }

  private static String classesLoadedBy(String... arguments) throws Exception {
    Path log = Files.createTempFile("classes", ".log");
    try {
      var command =
          new java.util.ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xlog:class+load:file=" + log + "::filecount=0",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Program.class.getName()));
      command.addAll(List.of(arguments));
      assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
      return Files.readString(log);
    } finally {
      Files.delete(log);
    }
  }
}
