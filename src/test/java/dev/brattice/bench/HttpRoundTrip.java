package dev.brattice.bench;

import dev.brattice.e2e.Gateway;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Round trips of an echo tool over HTTP, as many as there can be: alone, behind nginx as a bare
 * reverse proxy, behind the HTTP server and client of Brattice without any stage, behind Brattice.
 */
public final class HttpRoundTrip {
  private static final int WARM_UP_CALLS = 1_500;

  private HttpRoundTrip() {}

  /** What stands between client and server. */
  private enum Way {
    DIRECT,
    NGINX,
    RELAY,
    SERVE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is measured.
   *
   * @param name of the row
   * @param bytes of text in one call
   * @param calls of each connection in one round
   * @param connections at once, each with a session of its own
   */
  private record Load(String name, int bytes, int calls, int connections) {}

  private static final List<Load> LOADS =
      List.of(
          new Load("100 B, 1 connection", 100, 1_500, 1),
          new Load("100 B, 16 connections", 100, 150, 16),
          new Load("100 B, 256 connections", 100, 15, 256),
          new Load("10 KB, 1 connection", 10_000, 500, 1),
          new Load("10 KB, 16 connections", 10_000, 60, 16),
          new Load("10 KB, 256 connections", 10_000, 6, 256),
          new Load("1 MB, 1 connection", 1_000_000, 15, 1),
          new Load("1 MB, 16 connections", 1_000_000, 3, 16),
          new Load("1 MB, 256 connections", 1_000_000, 1, 256));

  /** One round's figures: median and 99th percentile in microseconds, calls a second. */
  private record Figures(double p50, double p99, double perSecond) {}

  /** Measures {@code arguments[0]} rounds (3 when absent) and prints the table. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    String machine = Machine.describe();
    Map<Load, Map<Way, List<Figures>>> all = new LinkedHashMap<>();
    Path folder = Files.createTempDirectory("brattice-bench");
    int serverPort = freePort();
    Process server = HttpLoad.java(EchoServer.class, folder, Integer.toString(serverPort));
    String direct = "http://127.0.0.1:" + serverPort + "/mcp";
    int relayPort = freePort();
    Process relay = HttpLoad.java(HttpRelay.class, folder, Integer.toString(relayPort), direct);
    try {
      Optional<Nginx> nginx = Nginx.before(serverPort, folder);
      try (Gateway gateway = gateway(serverPort, folder)) {
        Map<Way, String> ways = new EnumMap<>(Way.class);
        ways.put(Way.DIRECT, direct);
        nginx.ifPresent(proxy -> ways.put(Way.NGINX, proxy.address()));
        ways.put(Way.RELAY, "http://127.0.0.1:" + relayPort + "/mcp");
        ways.put(Way.SERVE, gateway.endpoint("bench").toString());
        for (String address : ways.values()) {
          run(address, new Load("", 100, WARM_UP_CALLS, 1));
          run(address, new Load("", 10_000, WARM_UP_CALLS / 30, 16));
        }
        measure(rounds, ways, all);
      } finally {
        nginx.ifPresent(Nginx::close);
      }
    } finally {
      relay.destroy();
      server.destroy();
    }
    print(machine, rounds, all);
  }

  private static void measure(
      int rounds, Map<Way, String> ways, Map<Load, Map<Way, List<Figures>>> all)
      throws InterruptedException, ExecutionException {
    List<Way> order = List.copyOf(ways.keySet());
    for (int round = 0; round < rounds; round++) {
      for (Load load : LOADS) {
        for (int turn = 0; turn < order.size(); turn++) {
          // Each round begins with another way.
          Way way = order.get((round + turn) % order.size());
          all.computeIfAbsent(load, ignored -> new EnumMap<>(Way.class))
              .computeIfAbsent(way, ignored -> new ArrayList<>())
              .add(run(ways.getOrDefault(way, ""), load));
        }
      }
      System.err.println("round " + (round + 1) + " of " + rounds);
    }
  }

  private static Figures run(String address, Load load)
      throws InterruptedException, ExecutionException {
    List<long[]> nanos = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(load.connections())) {
      List<Callable<RawSession>> opening = new ArrayList<>();
      for (int i = 0; i < load.connections(); i++) {
        opening.add(() -> RawSession.open(address));
      }
      List<RawSession> sessions = new ArrayList<>();
      for (Future<RawSession> session : clients.invokeAll(opening)) {
        sessions.add(session.get());
      }
      List<Callable<long[]>> calling = new ArrayList<>();
      sessions.forEach(session -> calling.add(() -> calls(session, load)));
      long begin = System.nanoTime();
      for (Future<long[]> times : clients.invokeAll(calling)) {
        nanos.add(times.get());
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      for (RawSession session : sessions) {
        session.close();
      }
      long[] together = nanos.stream().flatMapToLong(java.util.Arrays::stream).toArray();
      Sample times = Sample.ofNanos(together);
      return new Figures(times.median(), times.percentile(99), together.length / seconds);
    } catch (IOException broken) {
      throw new ExecutionException(broken);
    }
  }

  private static long[] calls(RawSession session, Load load) throws IOException {
    long[] nanos = new long[load.calls()];
    for (int i = 0; i < nanos.length; i++) {
      byte[] call = Payload.call(i + 1, load.bytes());
      long sent = System.nanoTime();
      session.call(call, load.bytes());
      nanos[i] = System.nanoTime() - sent;
    }
    return nanos;
  }

  private static Gateway gateway(int port, Path folder) throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            "servers:\n  bench: { url: \"http://127.0.0.1:" + port + "/mcp\" }\n");
    return Gateway.start(configuration, folder, "--quiet");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void print(String machine, int rounds, Map<Load, Map<Way, List<Figures>>> all) {
    System.out.println("Medians of " + rounds + " interleaved rounds. " + machine + "\n");
    System.out.println("| echo | way | p50 µs | p99 µs | calls/s | p50 over direct |");
    System.out.println("|---|---|---:|---:|---:|---:|");
    all.forEach(
        (load, ways) -> {
          double direct = median(ways.getOrDefault(Way.DIRECT, List.of())).p50();
          ways.forEach(
              (way, figures) -> {
                Figures middle = median(figures);
                System.out.println(
                    String.format(
                        Locale.ROOT,
                        "| %s | %s | %.0f | %.0f | %.0f | %s |",
                        load.name(),
                        way.label(),
                        middle.p50(),
                        middle.p99(),
                        middle.perSecond(),
                        way == Way.DIRECT
                            ? ""
                            : String.format(Locale.ROOT, "%+.0f µs", middle.p50() - direct)));
              });
        });
  }

  private static Figures median(List<Figures> rounds) {
    return new Figures(
        Sample.of(rounds.stream().mapToDouble(Figures::p50).toArray()).median(),
        Sample.of(rounds.stream().mapToDouble(Figures::p99).toArray()).median(),
        Sample.of(rounds.stream().mapToDouble(Figures::perSecond).toArray()).median());
  }
}
