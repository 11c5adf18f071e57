package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.config.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people write policies against. */
class PolicySurfaceTest {
  @Test
  void keysOfARule() throws IOException {
    var text = new StringBuilder();
    for (PolicyKey key : PolicyKey.values()) {
      line(text, key.label(), key.type(), key.description());
    }
    Golden.check("docs/surface/policy-keys.txt", text.toString());
  }

  @Test
  void variablesOfExpressions() throws IOException {
    var text = new StringBuilder();
    for (Variable variable : Variable.values()) {
      List<String> known = variable.known().stream().map(Direction::label).sorted().toList();
      boolean everywhere = known.size() == Direction.values().length;
      line(
          text,
          variable.label(),
          ExpressionTypes.words(variable),
          everywhere ? "all directions" : String.join(", ", known));
    }
    Golden.check("docs/surface/policy-variables.txt", text.toString());
  }

  private static void line(StringBuilder text, String... parts) {
    text.append(String.join(" | ", parts)).append('\n');
  }
}
