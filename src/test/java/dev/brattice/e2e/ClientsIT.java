package dev.brattice.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real clients see through Brattice what they see without it, under the default policy. */
class ClientsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final NpmPackages PACKAGES = NpmPackages.installed();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "sdk1,everything",
    "sdk1,filesystem",
    "sdk1,memory",
    "sdk1,thinking",
    "sdk1,context7",
    "sdk2,everything",
    "sdk2,filesystem",
    "sdk2,memory",
    "sdk2,thinking",
    "sdk2,context7",
    "python,everything",
    "python,filesystem",
    "python,memory",
    "python,thinking",
    "python,context7"
  })
  void observeTheSameThroughBrattice(String driver, String plan)
      throws IOException, InterruptedException, ExecutionException {
    User alone = User.in(Files.createDirectory(folder.resolve("alone")));
    User guarded = User.in(Files.createDirectory(folder.resolve("guarded")));
    List<String> server = server(plan);
    List<String> bare;
    List<String> wrapped;
    // Side by side: a plan mostly waits.
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Future<List<String>> first =
          two.submit(() -> observations(driver, plan, Programs.bare(server), alone));
      Future<List<String>> second =
          two.submit(
              () -> observations(driver, plan, Programs.wrapped(server, "--name", plan), guarded));
      bare = first.get();
      wrapped = second.get();
    }
    assertTrue(bare.size() > 4, "a plan observes something");
    Lines.assertSame("what the client observed", bare, wrapped);
  }

  @Test
  void inspectorListsAndCallsToolsThroughBrattice() throws IOException, InterruptedException {
    User user = User.in(folder);
    List<String> server = Programs.wrapped(PACKAGES.everything());
    Finished list = inspect(user, server, "--method", "tools/list");
    assertEquals(0, list.exitCode(), list.stderr());
    assertTrue(list.stdout().contains("get-structured-content"), list.stdout());
    Finished call =
        inspect(
            user,
            server,
            "--method",
            "tools/call",
            "--tool-name",
            "echo",
            "--tool-arg",
            "message=hi");
    assertEquals(0, call.exitCode(), call.stderr());
    assertTrue(call.stdout().contains("Echo: hi"), call.stdout());
  }

  @Test
  void claudeCodeConnectsThroughBratticeInEitherEra() throws IOException, InterruptedException {
    User user = User.in(folder);
    claude(user, add("legacy", Programs.wrapped(PACKAGES.everything())));
    claude(user, add("modern", Programs.wrapped(PACKAGES.context7())));
    Finished list = claude(user, List.of("mcp", "list"));
    long connected = list.stdout().lines().filter(line -> line.contains("Connected")).count();
    assertEquals(2, connected, list.stdout() + list.stderr());
  }

  private static List<String> add(String name, List<String> server) {
    List<String> arguments = new ArrayList<>(List.of("mcp", "add", name, "--"));
    arguments.addAll(server);
    return arguments;
  }

  private static Finished claude(User user, List<String> arguments)
      throws IOException, InterruptedException {
    Finished claude =
        Finished.run(
            PACKAGES.claudeCode(arguments.toArray(String[]::new)),
            user.workspace(),
            user.environment(),
            LIMIT);
    assertEquals(0, claude.exitCode(), claude.stdout() + claude.stderr());
    return claude;
  }

  private static Finished inspect(User user, List<String> server, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(PACKAGES.inspector(arguments));
    line.addAll(List.of("--format", "json", "--"));
    line.addAll(server);
    return Finished.run(line, user.workspace(), user.environment(), LIMIT);
  }

  private static List<String> observations(
      String driver, String plan, List<String> server, User user)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (driver.equals("python")) {
      command.addAll(
          PythonPackages.driver(PACKAGES.scriptFile("drivers/plans.json"), plan, server));
    } else {
      command.addAll(PACKAGES.script("drivers/" + driver + ".mjs", plan, "--"));
      command.addAll(server);
    }
    Finished client = Finished.run(command, user.workspace(), user.environment(), LIMIT);
    assertEquals(0, client.exitCode(), client.stdout() + client.stderr());
    return client.stdout().replace(user.folder().toString(), "${user}").lines().toList();
  }

  private static List<String> server(String plan) {
    return switch (plan) {
      case "everything" -> PACKAGES.everything();
      case "filesystem" -> PACKAGES.filesystem(".");
      case "memory" -> PACKAGES.memory();
      case "thinking" -> PACKAGES.thinking();
      default -> PACKAGES.context7();
    };
  }
}
