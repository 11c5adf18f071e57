package dev.brattice.bench;

import dev.brattice.e2e.NpmPackages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the client's start of the program to its first byte at the server, and to the first answer.
 */
public final class StartUp {
  /** Notes the wall clock at the first line, then keeps reading. */
  private static final String STUB = "read -r line; date +%s%N > \"$0\"; exec cat > /dev/null";

  private static final long PATIENCE_MILLIS = 30_000;

  private StartUp() {}

  /** Measures {@code arguments[0]} starts of each (20 when absent) and prints the table. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    Map<Variant, List<Double>> firstByte = new EnumMap<>(Variant.class);
    Map<Variant, List<Double>> firstAnswer = new EnumMap<>(Variant.class);
    List<Variant> variants = List.of(Variant.values());
    String machine = Machine.describe();
    for (Variant variant : variants) {
      // Once uncounted: the file cache is warm for all alike.
      firstByte(variant);
      firstAnswer(variant);
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < variants.size(); turn++) {
        Variant variant = variants.get((round + turn) % variants.size());
        firstByte.computeIfAbsent(variant, v -> new ArrayList<>()).add(firstByte(variant));
        firstAnswer.computeIfAbsent(variant, v -> new ArrayList<>()).add(firstAnswer(variant));
      }
      System.err.println("round " + (round + 1) + " of " + rounds);
    }
    System.out.println(rounds + " interleaved starts each. " + machine + "\n");
    System.out.println("| start to | variant | median ms | min ms | p95 ms |");
    System.out.println("|---|---|---:|---:|---:|");
    rows("first byte at a server (`sh`)", firstByte);
    rows("first answer (server-everything on Node)", firstAnswer);
  }

  private static void rows(String name, Map<Variant, List<Double>> figures) {
    figures.forEach(
        (variant, times) -> {
          Sample sample = Sample.of(times.stream().mapToDouble(Double::doubleValue).toArray());
          System.out.println(
              String.format(
                  Locale.ROOT,
                  "| %s | %s | %.0f | %.0f | %.0f |",
                  name,
                  variant.label(),
                  sample.median(),
                  sample.smallest(),
                  sample.percentile(95)));
        });
  }

  private static double firstByte(Variant variant) throws IOException, InterruptedException {
    try (Home home = Home.fresh()) {
      Path stamp = home.folder().resolve("stamp");
      List<String> command = variant.command(List.of("sh", "-c", STUB, stamp.toString()));
      long begin = wallNanos();
      try (Pipe pipe = Pipe.open(command, home)) {
        pipe.send(
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{}}\n"
                .getBytes(StandardCharsets.US_ASCII));
        return (read(stamp) - begin) / 1e6;
      }
    }
  }

  private static double firstAnswer(Variant variant) throws IOException, InterruptedException {
    try (Home home = Home.fresh()) {
      List<String> command = variant.command(NpmPackages.installed().everything());
      long begin = System.nanoTime();
      try (Pipe pipe = Pipe.open(command, home)) {
        pipe.initialize();
        return (System.nanoTime() - begin) / 1e6;
      }
    }
  }

  private static long read(Path stamp) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (System.nanoTime() < deadline) {
      String text = Files.exists(stamp) ? Files.readString(stamp) : "";
      if (text.endsWith("\n")) {
        return Long.parseLong(text.strip());
      }
      Thread.sleep(2);
    }
    throw new IOException("expected the first byte at the server within 30 s, got none");
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
