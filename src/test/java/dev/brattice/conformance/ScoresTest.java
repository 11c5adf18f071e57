package dev.brattice.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the suite's records become scores, and scores differences. */
class ScoresTest {
  @TempDir Path results;

  @Test
  void readsScenariosWithHyphensAndDates() throws IOException {
    record("server-sep-2164-not-found-2026-11-25T03-11-43-806Z", "[" + check("a", "SUCCESS") + "]");
    Scores scores = Scores.read(results, List.of("sep-2164-not-found"));
    assertEquals(
        List.of(new Check("sep-2164-not-found", "a")), List.copyOf(scores.outcomes().keySet()));
    assertEquals(1, scores.passed());
  }

  @Test
  void keepsTheWorstOfChecksWithTheSameName() throws IOException {
    record(
        "server-one-2026-11-25T03-11-43-806Z",
        "[" + check("a", "SUCCESS") + "," + check("a", "FAILURE") + "," + check("a", "INFO") + "]");
    Scores scores = Scores.read(results, List.of("one"));
    assertEquals(
        new Outcome(Status.FAILURE, "message of FAILURE"),
        scores.outcomes().get(new Check("one", "a")));
  }

  @Test
  void failsAScenarioThatWasNotRun() throws IOException {
    assertEquals(List.of("one"), Scores.read(results, List.of("one")).failed());
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS, true", "WARNING, false", "FAILURE, false", "SKIPPED, false", "INFO, false"})
  void passesOnlyWithASuccess(Status status, boolean passes) {
    assertEquals(passes, scores("a", status).failed().isEmpty());
  }

  @Test
  void passesWithAWarningBesideASuccess() {
    SortedMap<Check, Outcome> outcomes = new TreeMap<>();
    outcomes.put(new Check("one", "a"), new Outcome(Status.SUCCESS, ""));
    outcomes.put(new Check("one", "b"), new Outcome(Status.WARNING, "should"));
    assertEquals(List.of(), new Scores(outcomes, List.of("one")).failed());
  }

  @Test
  void refusesAnUnknownStatus() throws IOException {
    record("server-one-2026-11-25T03-11-43-806Z", "[" + check("a", "MAYBE") + "]");
    assertThrows(IllegalArgumentException.class, () -> Scores.read(results, List.of("one")));
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, FAILURE, true",
    "SUCCESS, WARNING, true",
    "SUCCESS, SKIPPED, true",
    "INFO, FAILURE, true",
    "WARNING, FAILURE, true",
    "SUCCESS, INFO, false",
    "FAILURE, WARNING, false",
    "FAILURE, SUCCESS, false",
    "INFO, SUCCESS, false",
    "INFO, SKIPPED, false"
  })
  void blamesTheGatewayForWhatIsWorseThroughIt(Status direct, Status through, boolean isLoss) {
    List<Difference> differences = scores("a", direct).differences(scores("a", through));
    assertEquals(1, differences.size());
    assertEquals(isLoss, differences.getFirst().isLoss(), differences::toString);
  }

  @Test
  void blamesTheGatewayForSuccessesThatAreNotThere() {
    List<Difference> differences =
        scores("a", Status.SUCCESS).differences(scores("b", Status.SUCCESS));
    assertEquals(2, differences.size());
    assertTrue(differences.getFirst().isLoss());
    assertFalse(differences.getLast().isLoss());
  }

  @Test
  void findsNoDifferenceInWhatAComplaintSays() {
    SortedMap<Check, Outcome> other = new TreeMap<>();
    other.put(new Check("one", "a"), new Outcome(Status.FAILURE, "another"));
    Scores through = new Scores(other, List.of("one"));
    assertEquals(List.of(), scores("a", Status.FAILURE).differences(through));
  }

  @Test
  void saysInOneLineWhatDiffers() {
    var difference =
        new Difference(
            new Check("one", "a"),
            Optional.of(new Outcome(Status.SUCCESS, "")),
            Optional.of(new Outcome(Status.FAILURE, "no answer")));
    assertEquals(
        "lost    one / a: direct SUCCESS, through FAILURE (no answer)", difference.toString());
  }

  private static Scores scores(String id, Status status) {
    SortedMap<Check, Outcome> outcomes = new TreeMap<>();
    outcomes.put(new Check("one", id), new Outcome(status, ""));
    return new Scores(outcomes, List.of("one"));
  }

  private static String check(String id, String status) {
    return "{\"id\":\"%s\",\"status\":\"%s\",\"errorMessage\":\"message of %s\"}"
        .formatted(id, status, status);
  }

  private void record(String scenario, String checks) throws IOException {
    Path folder = Files.createDirectory(results.resolve(scenario));
    Files.writeString(folder.resolve("checks.json"), checks);
  }
}
