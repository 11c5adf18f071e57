package dev.brattice.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The conformance suite against the server alone, and what is lost on the way through another
 * address. That address is {@code -Dbrattice.conformance.through=URL} when given, and otherwise a
 * second server like the first.
 */
class ConformanceIT {
  private static final String THROUGH = "brattice.conformance.through";

  @TempDir Path folder;
  private Optional<ConformanceServer> server = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    server = Optional.of(ConformanceServer.start(folder.resolve("server.log")));
  }

  @AfterEach
  void stop() {
    server.ifPresent(ConformanceServer::close);
  }

  @ParameterizedTest
  @EnumSource
  void serverPassesAllThatTheRevisionRequiresAndTheRest(Revision revision)
      throws IOException, InterruptedException {
    Scores direct = direct(revision);
    assertEquals(List.of(), direct.failed(), direct::toString);
    assertEquals(revision.scenarios(), direct.passed());
    assertEquals(List.of(), direct.complaints());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostOnTheWayThrough(Revision revision) throws IOException, InterruptedException {
    Scores direct = direct(revision);
    List<Difference> lost =
        direct.differences(through(revision)).stream().filter(Difference::isLoss).toList();
    assertEquals(List.of(), lost);
  }

  @ParameterizedTest
  @EnumSource
  void everyScenarioIsLostWhereNothingAnswers(Revision revision)
      throws IOException, InterruptedException {
    URI nowhere = server.orElseThrow().endpoint().resolve("/nowhere");
    Scores direct = direct(revision);
    Set<String> lost =
        direct.differences(Suite.run(nowhere, revision, empty("nowhere"))).stream()
            .filter(Difference::isLoss)
            .map(difference -> difference.check().scenario())
            .collect(Collectors.toSet());
    assertTrue(lost.containsAll(direct.required()), lost::toString);
  }

  private Scores direct(Revision revision) throws IOException, InterruptedException {
    return Suite.run(server.orElseThrow().endpoint(), revision, empty("direct"));
  }

  private Scores through(Revision revision) throws IOException, InterruptedException {
    Optional<String> given = Optional.ofNullable(System.getProperty(THROUGH));
    if (given.isPresent()) {
      return Suite.run(URI.create(given.orElseThrow()), revision, empty("through"));
    }
    try (ConformanceServer second = ConformanceServer.start(folder.resolve("second.log"))) {
      return Suite.run(second.endpoint(), revision, empty("through"));
    }
  }

  private Path empty(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }
}
