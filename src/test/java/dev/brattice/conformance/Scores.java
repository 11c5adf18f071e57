package dev.brattice.conformance;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one run of the suite found.
 *
 * @param outcomes each check's result
 * @param required the scenarios that decide
 */
public record Scores(SortedMap<Check, Outcome> outcomes, List<String> required) {
  private static final String FOLDER_PREFIX = "server-";
  private static final int TIMESTAMP_CHARS = "-2026-07-28T00-00-00-000Z".length();
  private static final JsonReader READER = new JsonReader(JsonLimits.MESSAGE);

  public Scores {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    required = List.copyOf(required);
  }

  /**
   * Reads the folder that the suite's {@code -o} names: below it, each scenario has a folder {@code
   * server-<scenario>-<time>} with a {@code checks.json}. A scenario that broke off has none: it
   * made no checks.
   */
  static Scores read(Path results, List<String> required) throws IOException {
    SortedMap<Check, Outcome> outcomes = new TreeMap<>();
    try (Stream<Path> folders = Files.list(results)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        readScenario(folder, outcomes);
      }
    }
    return new Scores(outcomes, required);
  }

  private static void readScenario(Path folder, SortedMap<Check, Outcome> outcomes)
      throws IOException {
    String name = String.valueOf(folder.getFileName());
    String scenario =
        name.substring(FOLDER_PREFIX.length(), Math.max(name.length() - TIMESTAMP_CHARS, 0));
    for (Json check : checks(folder.resolve("checks.json"))) {
      if (check instanceof JsonObject object) {
        outcomes.merge(
            new Check(scenario, object.string("id").orElseThrow()),
            outcome(object),
            (one, two) -> two.status().compareTo(one.status()) > 0 ? two : one);
      }
    }
  }

  private static List<Json> checks(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (READER.read(Files.readAllBytes(file)) instanceof JsonArray array) {
        return array.elements();
      }
    } catch (JsonException problem) {
      throw new IOException("expected JSON in " + file, problem);
    }
    throw new IOException("expected an array of checks in " + file);
  }

  private static Outcome outcome(JsonObject check) {
    return new Outcome(
        Status.valueOf(check.string("status").orElseThrow()),
        check.string("errorMessage").orElse(""));
  }

  /**
   * The required scenarios that do not pass: one of their checks failed, or none succeeded.
   * Warnings do not decide, as in the suite's own score.
   */
  public List<String> failed() {
    return required.stream().filter(scenario -> !passes(scenario)).toList();
  }

  private boolean passes(String scenario) {
    List<Status> statuses =
        outcomes.entrySet().stream()
            .filter(entry -> entry.getKey().scenario().equals(scenario))
            .map(entry -> entry.getValue().status())
            .toList();
    return statuses.contains(Status.SUCCESS) && !statuses.contains(Status.FAILURE);
  }

  /** How many of the required scenarios pass. */
  public int passed() {
    return required.size() - failed().size();
  }

  /** Every check that says something else of {@code through} than of this. */
  public List<Difference> differences(Scores through) {
    var checks = new TreeSet<>(outcomes.keySet());
    checks.addAll(through.outcomes.keySet());
    var differences = new ArrayList<Difference>();
    for (Check check : checks) {
      Optional<Outcome> before = Optional.ofNullable(outcomes.get(check));
      Optional<Outcome> after = Optional.ofNullable(through.outcomes.get(check));
      // What a complaint says may hold times and identifiers: only its kind counts.
      if (!before.map(Outcome::status).equals(after.map(Outcome::status))) {
        differences.add(new Difference(check, before, after));
      }
    }
    return differences;
  }

  /** The checks that are not as they should be, of scenarios that decide and of others. */
  public List<String> complaints() {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue().status().compareTo(Status.SUCCESS) > 0)
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .toList();
  }

  /** The score and all complaints. */
  @Override
  public String toString() {
    return passed() + "/" + required.size() + " " + complaints();
  }
}
