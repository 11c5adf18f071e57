package dev.brattice.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.e2e.Gateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The conformance suite against a server alone, and what is lost on the way through another
 * address. That is {@code -Dbrattice.conformance.through=URL} when given, and otherwise {@code
 * brattice serve} before the same server over stdio.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
  private static final String THROUGH = "brattice.conformance.through";

  /**
   * A server over HTTP may hang up and have its client come back; one over stdio cannot say so. Not
   * scored.
   */
  private static final String POLLING = "server-sse-polling";

  private Path folder = Path.of("");
  private Optional<ConformanceServer> server = Optional.empty();

  /** One run takes up to a quarter of a minute, and each test needs it. */
  private final Map<Revision, Scores> direct = new EnumMap<>(Revision.class);

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    ConformanceServer started = ConformanceServer.start(folder.resolve("server.log"));
    server = Optional.of(started);
    for (Revision revision : Revision.values()) {
      direct.put(revision, run(started.endpoint(), revision, "direct"));
    }
  }

  @AfterAll
  void stop() {
    server.ifPresent(ConformanceServer::close);
  }

  @ParameterizedTest
  @EnumSource
  void serverPassesAllThatTheRevisionRequiresAndTheRest(Revision revision) {
    Scores scores = direct(revision);
    assertEquals(List.of(), scores.failed(), scores::toString);
    assertEquals(revision.scenarios(), scores.passed());
    assertEquals(List.of(), scores.complaints());
  }

  /**
   * Once where everything is allowed, once with the policy that comes with the program; before a
   * server that is started, and before one that is reached over HTTP.
   */
  @ParameterizedTest
  @CsvSource({
    "LEGACY, command, '{ default: allow, files: [] }'",
    "LEGACY, command, '{ files: [standard] }'",
    "LEGACY, url, '{ files: [standard] }'",
    "MODERN, command, '{ default: allow, files: [] }'",
    "MODERN, command, '{ files: [standard] }'",
    "MODERN, url, '{ files: [standard] }'"
  })
  void nothingIsLostOnTheWayThrough(Revision revision, String reach, String policy)
      throws IOException, InterruptedException {
    Scores scores = through(revision, reach, policy);
    List<Difference> lost =
        direct(revision).differences(scores).stream()
            .filter(Difference::isLoss)
            .filter(difference -> !difference.check().scenario().equals(POLLING))
            .toList();
    assertEquals(List.of(), lost);
    assertEquals(revision.scenarios(), scores.passed());
  }

  @ParameterizedTest
  @EnumSource
  void everyScenarioIsLostWhereNothingAnswers(Revision revision)
      throws IOException, InterruptedException {
    URI nowhere = server().endpoint().resolve("/nowhere");
    Set<String> lost =
        direct(revision).differences(run(nowhere, revision, "nowhere")).stream()
            .filter(Difference::isLoss)
            .map(difference -> difference.check().scenario())
            .collect(Collectors.toSet());
    assertTrue(lost.containsAll(direct(revision).required()), lost::toString);
  }

  private ConformanceServer server() {
    return server.orElseThrow();
  }

  private Scores direct(Revision revision) {
    return Optional.ofNullable(direct.get(revision)).orElseThrow();
  }

  private Scores through(Revision revision, String reach, String policy)
      throws IOException, InterruptedException {
    Optional<String> given = Optional.ofNullable(System.getProperty(THROUGH));
    if (given.isPresent()) {
      return run(URI.create(given.orElseThrow()), revision, "through");
    }
    Path home = Files.createTempDirectory(folder, "gateway");
    String server =
        reach.equals("url")
            ? "url: \"" + server().endpoint() + '"'
            : "command: ["
                + String.join(", ", ConformancePackages.installed().server("stdio"))
                + ']';
    Path configuration =
        Files.writeString(
            home.resolve("brattice.yaml"),
            "servers:\n  fixture: { " + server + " }\npolicy: " + policy + "\n");
    try (Gateway gateway = Gateway.start(configuration, home)) {
      return run(gateway.endpoint("fixture"), revision, home.getFileName().toString());
    }
  }

  private Scores run(URI endpoint, Revision revision, String name)
      throws IOException, InterruptedException {
    Path records = folder.resolve(name + "-" + revision.date());
    return Suite.run(endpoint, revision, Files.createDirectory(records));
  }
}
