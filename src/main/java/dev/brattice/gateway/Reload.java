package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the files of the configuration while the gateway runs, and has it adopt what they say
 * once they have come to rest. What cannot be adopted is said, and what was in force stays so.
 */
final class Reload implements AutoCloseable {
  /** How often the files are looked at, in milliseconds. */
  static final long LOOK_MILLIS = 1_000;

  private final Adopter adopter;
  private final Voice voice;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Configuration inForce;
  private List<Stamp> seen;

  /** Puts a configuration in force. */
  @FunctionalInterface
  interface Adopter {
    /**
     * Has {@code next} in force in place of {@code before}, whole or not at all.
     *
     * @return what there is to say about it beside the keys that changed
     */
    List<String> adopt(Configuration before, Configuration next)
        throws ConfigException, PartsException;
  }

  /** What a file looks like from outside; a file that cannot be looked at has size -1. */
  private record Stamp(Path file, long size, long modified, String key) {}

  /** Looks after the files of {@code inForce}. */
  Reload(Configuration inForce, Adopter adopter, Voice voice) {
    this.inForce = inForce;
    this.adopter = adopter;
    this.voice = voice;
    this.seen = inForce.files().stream().map(Reload::stamp).toList();
  }

  /** Begins to look. */
  void start() {
    Thread.ofVirtual().name("brattice-reload").start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      // A thread's entry point; what is in force stays so.
      voice.problem(
          "changes of the configuration are not noticed any more: internal error: "
              + bug.getClass().getSimpleName());
    }
  }

  private void look() throws InterruptedException {
    List<Stamp> now = stamps();
    if (now.equals(seen)) {
      return;
    }
    // Half a file must not be read: wait until nobody writes.
    for (List<Stamp> before = seen; !now.equals(before); now = stamps()) {
      before = now;
      if (closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    seen = now;
    adopt();
  }

  private void adopt() {
    try {
      Configuration next = inForce.again();
      watch(next);
      List<String> changes = new ArrayList<>(inForce.changes(next));
      changes.addAll(adopter.adopt(inForce, next));
      inForce = next;
      changes.forEach(change -> voice.accept("configuration: " + change));
      voice.accept("the configuration was read again and is in force");
    } catch (ConfigException | PartsException wrong) {
      voice.problem(
          "the configuration has changed and cannot be used, the one before stays in force: "
              + wrong.getMessage());
    }
  }

  /**
   * Looks after the files of {@code next} too, also where it is refused. They look as they did
   * before they are read: whatever is written from then on is another change.
   */
  private void watch(Configuration next) {
    List<Stamp> watched = new ArrayList<>(seen);
    for (Path file : next.files()) {
      if (seen.stream().noneMatch(stamp -> stamp.file().equals(file))) {
        watched.add(stamp(file));
      }
    }
    // What neither names any more is of no interest.
    List<Path> named = new ArrayList<>(inForce.files());
    named.addAll(next.files());
    watched.removeIf(stamp -> !named.contains(stamp.file()));
    seen = List.copyOf(watched);
  }

  private List<Stamp> stamps() {
    return seen.stream().map(stamp -> stamp(stamp.file())).toList();
  }

  private static Stamp stamp(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      String key = Optional.ofNullable(attributes.fileKey()).map(Object::toString).orElse("");
      return new Stamp(file, attributes.size(), attributes.lastModifiedTime().toMillis(), key);
    } catch (IOException absent) {
      return new Stamp(file, -1, 0, "");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
