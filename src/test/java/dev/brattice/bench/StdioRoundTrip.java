package dev.brattice.bench;

import dev.brattice.e2e.NpmPackages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Round trips of a real server's echo tool: alone, behind a relay, behind Brattice. */
public final class StdioRoundTrip {
  private static final int WARM_UP_CALLS = 4_000;
  private static final int LARGE_WARM_UP_CALLS = 400;
  private static final int IN_FLIGHT = 16;

  private StdioRoundTrip() {}

  /**
   * What is measured.
   *
   * @param name of the row
   * @param bytes of text in one call
   * @param calls in one round
   * @param inFlight how many calls are under way at once
   */
  private record Load(String name, int bytes, int calls, int inFlight) {}

  /** Before anything is warm: what the first minutes of a session feel like. */
  private static final Load FIRST = new Load("100 B, the first 200 calls", 100, 200, 1);

  private static final List<Load> LOADS =
      List.of(
          new Load("100 B, one by one", 100, 1_000, 1),
          new Load("10 KB, one by one", 10_000, 300, 1),
          new Load("1 MB, one by one", 1_000_000, 20, 1),
          new Load("100 B, 16 in flight", 100, 2_000, IN_FLIGHT),
          new Load("10 KB, 16 in flight", 10_000, 400, IN_FLIGHT),
          new Load("1 MB, 16 in flight", 1_000_000, 32, IN_FLIGHT));

  /** One round's figures: median and 99th percentile in microseconds, calls a second. */
  private record Figures(double p50, double p99, double perSecond) {}

  /** Measures {@code arguments[0]} rounds (5 when absent) and prints the table. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    Map<Load, Map<Variant, List<Figures>>> all = new java.util.LinkedHashMap<>();
    List<Variant> variants = List.of(Variant.values());
    String machine = Machine.describe();
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < variants.size(); turn++) {
        // Each round begins with another variant.
        Variant variant = variants.get((round + turn) % variants.size());
        measure(variant, all);
        System.err.println("round " + (round + 1) + " of " + rounds + ": " + variant.label());
      }
    }
    print(machine, rounds, all);
  }

  private static void measure(Variant variant, Map<Load, Map<Variant, List<Figures>>> all)
      throws IOException, InterruptedException, ExecutionException {
    try (Home home = Home.fresh();
        Pipe pipe = Pipe.open(variant.command(NpmPackages.installed().everything()), home)) {
      pipe.initialize();
      long id = record(FIRST, pipe, 1, variant, all);
      id = run(pipe, new Load("", 100, WARM_UP_CALLS, 1), id).nextId();
      id = run(pipe, new Load("", 10_000, LARGE_WARM_UP_CALLS, 1), id).nextId();
      for (Load load : LOADS) {
        id = record(load, pipe, id, variant, all);
      }
    }
  }

  private static long record(
      Load load, Pipe pipe, long id, Variant variant, Map<Load, Map<Variant, List<Figures>>> all)
      throws IOException, InterruptedException, ExecutionException {
    Timed timed = run(pipe, load, id);
    all.computeIfAbsent(load, ignored -> new EnumMap<>(Variant.class))
        .computeIfAbsent(variant, ignored -> new ArrayList<>())
        .add(timed.figures());
    return timed.nextId();
  }

  private record Timed(Figures figures, long nextId) {}

  private static Timed run(Pipe pipe, Load load, long firstId)
      throws IOException, InterruptedException, ExecutionException {
    byte[][] lines = new byte[load.calls()][];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = Payload.call(firstId + i, load.bytes());
    }
    long[] nanos =
        load.inFlight() == 1
            ? oneByOne(pipe, lines, firstId)
            : together(pipe, lines, firstId, load.inFlight());
    Sample times = Sample.ofNanos(java.util.Arrays.copyOf(nanos, lines.length));
    double seconds = nanos[lines.length] / 1e9;
    return new Timed(
        new Figures(times.median(), times.percentile(99), lines.length / seconds),
        firstId + lines.length);
  }

  /** The time of each call and, at the end, of all, in nanoseconds. */
  private static long[] oneByOne(Pipe pipe, byte[][] lines, long firstId) throws IOException {
    long[] nanos = new long[lines.length + 1];
    long begin = System.nanoTime();
    for (int i = 0; i < lines.length; i++) {
      long sent = System.nanoTime();
      pipe.send(lines[i]);
      pipe.receive(firstId + i);
      nanos[i] = System.nanoTime() - sent;
    }
    nanos[lines.length] = System.nanoTime() - begin;
    return nanos;
  }

  private static long[] together(Pipe pipe, byte[][] lines, long firstId, int inFlight)
      throws IOException, InterruptedException, ExecutionException {
    long[] nanos = new long[lines.length + 1];
    long[] sent = new long[lines.length];
    var permits = new Semaphore(inFlight);
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      long begin = System.nanoTime();
      Future<?> done =
          writer.submit(
              () -> {
                for (int i = 0; i < lines.length; i++) {
                  permits.acquire();
                  sent[i] = System.nanoTime();
                  pipe.send(lines[i]);
                }
                return lines.length;
              });
      for (int left = lines.length; left > 0; ) {
        long index = pipe.receiveAny() - firstId;
        if (index >= 0 && index < lines.length) {
          // The answer proves that the writer has passed here: its stamp is visible.
          nanos[(int) index] = System.nanoTime() - sent[(int) index];
          permits.release();
          left--;
        }
      }
      nanos[lines.length] = System.nanoTime() - begin;
      done.get();
    }
    return nanos;
  }

  private static void print(
      String machine, int rounds, Map<Load, Map<Variant, List<Figures>>> all) {
    System.out.println("Medians of " + rounds + " interleaved rounds. " + machine + "\n");
    System.out.println("| echo | variant | p50 µs | p99 µs | calls/s | p50 over relay |");
    System.out.println("|---|---|---:|---:|---:|---:|");
    all.forEach(
        (load, variants) -> {
          double relay = median(variants, Variant.RELAY).p50();
          for (Variant variant : Variant.values()) {
            Figures figures = median(variants, variant);
            System.out.println(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f | %.0f | %s |",
                    load.name(),
                    variant.label(),
                    figures.p50(),
                    figures.p99(),
                    figures.perSecond(),
                    variant == Variant.WRAP
                        ? String.format(Locale.ROOT, "%+.0f µs", figures.p50() - relay)
                        : ""));
          }
        });
  }

  private static Figures median(Map<Variant, List<Figures>> variants, Variant variant) {
    List<Figures> rounds = variants.getOrDefault(variant, List.of());
    return new Figures(
        Sample.of(rounds.stream().mapToDouble(Figures::p50).toArray()).median(),
        Sample.of(rounds.stream().mapToDouble(Figures::p99).toArray()).median(),
        Sample.of(rounds.stream().mapToDouble(Figures::perSecond).toArray()).median());
  }
}
