package dev.brattice.upstream;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A tool server as a child process. Where the machine has {@code setsid}, the child leads a process
 * group of its own, so that wrappers such as {@code npx} cannot leave the real server behind;
 * elsewhere its descendants are followed.
 */
public final class StdioUpstream {
  /** Names what the launcher set for this program alone, separated by spaces. */
  private static final String OWN_ENVIRONMENT = "BRATTICE_OWN_ENVIRONMENT";

  private final Process process;
  private final boolean ownGroup;

  /** What the child had started when it was last looked at. */
  private final Set<ProcessHandle> family = ConcurrentHashMap.newKeySet();

  private StdioUpstream(Process process, boolean ownGroup) {
    this.process = process;
    this.ownGroup = ownGroup;
  }

  /**
   * Starts {@code command}.
   *
   * @param environment added to ours; wins
   * @param directory where it runs; ours when empty
   */
  public static StdioUpstream start(
      List<String> command, Map<String, String> environment, Optional<Path> directory)
      throws UpstreamException {
    String program = command.getFirst();
    if (find(program, System.getenv("PATH")).isEmpty()) {
      throw new UpstreamException(
          "expected a program to wrap, found no executable `"
              + program
              + "`"
              + (program.indexOf('/') >= 0 ? "" : " on PATH")
              + "; check its spelling or install it");
    }
    Optional<String> setsid = find("setsid", System.getenv("PATH"));
    List<String> line = new ArrayList<>();
    setsid.ifPresent(line::add);
    line.addAll(command);
    var builder = new ProcessBuilder(line);
    removeOwn(builder.environment());
    builder.environment().putAll(environment);
    directory.ifPresent(where -> builder.directory(where.toFile()));
    try {
      return new StdioUpstream(builder.start(), setsid.isPresent());
    } catch (IOException refused) {
      throw new UpstreamException(
          "expected to start `" + program + "`, the system refused: " + refused.getMessage());
    }
  }

  /** A server sees the environment as it was before our launcher added to it. */
  private static void removeOwn(Map<String, String> environment) {
    String own = environment.remove(OWN_ENVIRONMENT);
    var names = new StringTokenizer(own == null ? "" : own, " ");
    while (names.hasMoreTokens()) {
      environment.remove(names.nextToken());
    }
  }

  private static Optional<String> find(String program, String path) {
    if (program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0) {
      return Files.isExecutable(Path.of(program)) ? Optional.of(program) : Optional.empty();
    }
    var folders = new StringTokenizer(path == null ? "" : path, File.pathSeparator);
    while (folders.hasMoreTokens()) {
      Path candidate = Path.of(folders.nextToken(), program);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return Optional.of(candidate.toString());
      }
    }
    return Optional.empty();
  }

  /** The child's standard input. */
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  /** Ends the child's standard input: what a client does that has no more to say. */
  public void closeStdin() {
    // A server that exits at once hands its children to init: remember them while they are its own.
    family.addAll(process.descendants().toList());
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // The child closed its end already.
    }
  }

  /** The child's standard output. */
  public InputStream stdout() {
    return process.getInputStream();
  }

  /** The child's standard error: must be read, or the child stops when its pipe is full. */
  public InputStream stderr() {
    return process.getErrorStream();
  }

  /** Waits for the child's end at most so long; its exit code, or empty while it runs. */
  public Optional<Integer> exitCode(long waitMillis) throws InterruptedException {
    return process.waitFor(waitMillis, TimeUnit.MILLISECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /**
   * Ends the child and everything it started: closes its input, waits, then TERM, waits, then KILL
   * to the whole group.
   *
   * @param graceMillis how long each of the two waits may take
   */
  public void stop(long graceMillis) {
    closeStdin();
    if (ended(graceMillis)) {
      return;
    }
    family.addAll(process.descendants().toList());
    signal("TERM");
    if (ended(graceMillis)) {
      return;
    }
    signal("KILL");
  }

  private boolean ended(long waitMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    try {
      while (process.isAlive() || anyAlive()) {
        if (System.nanoTime() >= deadline) {
          return false;
        }
        Thread.sleep(5);
      }
      return true;
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean anyAlive() {
    return family.stream().anyMatch(ProcessHandle::isAlive);
  }

  private void signal(String name) {
    if (ownGroup) {
      signalGroup(name);
    }
    boolean force = name.equals("KILL");
    family.forEach(member -> destroy(member, force));
    destroy(process.toHandle(), force);
  }

  private static void destroy(ProcessHandle handle, boolean force) {
    if (force) {
      handle.destroyForcibly();
    } else {
      handle.destroy();
    }
  }

  // Java has no signal for a group; the shell's kill has.
  private void signalGroup(String name) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " -" + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(1, TimeUnit.SECONDS);
    } catch (IOException noShell) {
      // The descendants are signalled one by one as well.
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
