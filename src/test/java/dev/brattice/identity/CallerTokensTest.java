package dev.brattice.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerTokensTest {
  private static Principal caller(int number) {
    return new Principal.Workload("w", "n" + number, List.of());
  }

  @Test
  void theLastTokenOfEachCallerIsKept() {
    var tokens = new CallerTokens();
    tokens.keep(caller(1), "a");
    tokens.keep(caller(1), "b");
    assertEquals(Optional.of("b"), tokens.of(caller(1)));
    assertTrue(tokens.of(caller(2)).isEmpty());
  }

  @Test
  void whoWasNotHeardOfLongestIsForgotten() {
    var tokens = new CallerTokens();
    for (int i = 0; i <= CallerTokens.CALLERS_MAX; i++) {
      tokens.keep(caller(i), "t");
    }
    assertTrue(tokens.of(caller(0)).isEmpty());
    assertEquals(Optional.of("t"), tokens.of(caller(1)));
  }

  @Test
  void whereNothingIsExchangedNothingIsKept() {
    var tokens = new CallerTokens(0);
    tokens.keep(caller(1), "a");
    assertTrue(tokens.of(caller(1)).isEmpty());
  }
}
