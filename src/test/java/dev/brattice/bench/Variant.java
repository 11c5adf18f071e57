package dev.brattice.bench;

import dev.brattice.e2e.Programs;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands between client and server. */
enum Variant {
  /** Nothing. */
  BARE,
  /** {@link Relay}, on a virtual machine with the flags that {@code wrap} has. */
  RELAY,
  /** Brattice with its default policy. */
  WRAP;

  /** The flags that the launcher gives to {@code wrap}, less the cache of its classes. */
  private static final List<String> JVM_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms16m",
          "-Xmn6m",
          "-Xmx768m",
          "-Xss512k",
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UsePerfData");

  /** The command line of {@code server} with this in front of it. */
  List<String> command(List<String> server) {
    return switch (this) {
      case BARE -> Programs.bare(server);
      case RELAY -> relay(server);
      case WRAP -> Programs.wrapped(server, "--name", "bench");
    };
  }

  /** Its name in tables. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<String> relay(List<String> server) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(JVM_FLAGS);
    line.add("-cp");
    line.add(Programs.ROOT.resolve("target") + File.separator + "test-classes");
    line.add(Relay.class.getName());
    line.addAll(server);
    return line;
  }
}
