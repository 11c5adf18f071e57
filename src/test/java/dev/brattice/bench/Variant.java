package dev.brattice.bench;

import dev.brattice.e2e.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/** What stands between client and server. */
enum Variant {
  /** Nothing. */
  BARE,
  /** {@link Relay}, on a virtual machine with the flags that {@code wrap} has. */
  RELAY,
  /** Brattice with its default policy. */
  WRAP;

  /** The flags that the launcher sets as {@code variable}, less the cache of its classes. */
  static List<String> flags(String variable) {
    try {
      String script = Files.readString(Programs.ROOT.resolve("scripts/jvm.sh"));
      String name = "\n" + variable + "=\"";
      int start = script.indexOf(name) + name.length();
      var words = new StringTokenizer(script.substring(start, script.indexOf('"', start)), " ");
      List<String> flags = new ArrayList<>();
      while (words.hasMoreTokens()) {
        flags.add(words.nextToken());
      }
      return flags;
    } catch (IOException absent) {
      throw new UncheckedIOException(absent);
    }
  }

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
    line.addAll(flags("BRATTICE_JVM_FLAGS"));
    line.add("-cp");
    line.add(Programs.ROOT.resolve("target") + File.separator + "test-classes");
    line.add(Relay.class.getName());
    line.addAll(server);
    return line;
  }
}
