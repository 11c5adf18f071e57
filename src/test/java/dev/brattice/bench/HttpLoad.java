package dev.brattice.bench;

import dev.brattice.e2e.Gateway;
import dev.brattice.e2e.Programs;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a steady rate, whether or not earlier ones were answered in time: what a call takes from
 * the moment at which it was due, and how much processor time the process in front of the server
 * takes for it. Directly, behind nginx as a bare reverse proxy, behind the HTTP server and client
 * of Brattice without any stage, and behind Brattice with its standard policy.
 */
public final class HttpLoad {
  private static final int PER_SECOND = 500;
  private static final int CONNECTIONS = 16;
  private static final int BYTES = 1_000;
  private static final int SECONDS = 20;
  private static final int WARM_UP_SECONDS = 20;
  private static final double TICKS_PER_SECOND = 100;

  private HttpLoad() {}

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

  /** Where a way is, and the process in front of the server. */
  private record Place(String address, Optional<Long> pid) {}

  /** One round's figures in microseconds. */
  private record Figures(double p50, double p99, double cpu) {}

  /**
   * Measures {@code arguments[0]} rounds (3 when absent) and prints the table; only what is at the
   * address {@code arguments[1]} where there is one, to look into it meanwhile.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1) {
      Figures figures = run(new Place(arguments[1], Optional.empty()), SECONDS);
      System.out.println(figures);
      return;
    }
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    Path folder = Files.createTempDirectory("brattice-bench");
    int port = freePort();
    Process server = java(EchoServer.class, folder, Integer.toString(port));
    String direct = "http://127.0.0.1:" + port + "/mcp";
    int relayPort = freePort();
    Process relay = java(HttpRelay.class, folder, Integer.toString(relayPort), direct);
    Optional<Nginx> nginx = Nginx.before(port, folder);
    Map<Way, List<Figures>> all = new EnumMap<>(Way.class);
    try (Gateway gateway = gateway(direct, folder)) {
      Map<Way, Place> places = new EnumMap<>(Way.class);
      places.put(Way.DIRECT, new Place(direct, Optional.empty()));
      nginx.ifPresent(it -> places.put(Way.NGINX, new Place(it.address(), it.worker())));
      places.put(
          Way.RELAY, new Place("http://127.0.0.1:" + relayPort + "/mcp", Optional.of(relay.pid())));
      places.put(
          Way.SERVE,
          new Place(gateway.endpoint("bench").toString(), Optional.of(gateway.process().pid())));
      for (Place place : places.values()) {
        run(place, WARM_UP_SECONDS);
      }
      List<Way> order = List.copyOf(places.keySet());
      for (int round = 0; round < rounds; round++) {
        for (int turn = 0; turn < order.size(); turn++) {
          Way way = order.get((round + turn) % order.size());
          Place place = Optional.ofNullable(places.get(way)).orElseThrow();
          all.computeIfAbsent(way, ignored -> new ArrayList<>()).add(run(place, SECONDS));
        }
        System.err.println("round " + (round + 1) + " of " + rounds);
      }
    } finally {
      nginx.ifPresent(Nginx::close);
      relay.destroy();
      server.destroy();
    }
    print(rounds, all);
  }

  private static Figures run(Place place, int seconds)
      throws IOException, InterruptedException, ExecutionException {
    int each = PER_SECOND * seconds / CONNECTIONS;
    long step = 1_000_000_000L * CONNECTIONS / PER_SECOND;
    List<long[]> nanos = new ArrayList<>();
    List<RawSession> sessions = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      sessions.add(RawSession.open(place.address()));
    }
    double before = processorSeconds(place.pid());
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<long[]>> calling = new ArrayList<>();
      long begin = System.nanoTime() + 100_000_000L;
      for (int i = 0; i < CONNECTIONS; i++) {
        RawSession session = sessions.get(i);
        long first = begin + step * i / CONNECTIONS;
        calling.add(() -> calls(session, first, step, each));
      }
      for (Future<long[]> times : clients.invokeAll(calling)) {
        nanos.add(times.get());
      }
    }
    double spent = processorSeconds(place.pid()) - before;
    for (RawSession session : sessions) {
      session.close();
    }
    long[] together = nanos.stream().flatMapToLong(java.util.Arrays::stream).toArray();
    Sample times = Sample.ofNanos(together);
    return new Figures(times.median(), times.percentile(99), spent * 1e6 / together.length);
  }

  private static long[] calls(RawSession session, long first, long step, int count)
      throws IOException {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      byte[] call = Payload.call(i + 1, BYTES);
      long due = first + i * step;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      session.call(call, BYTES);
      nanos[i] = System.nanoTime() - due;
    }
    return nanos;
  }

  /** User and system time of a process so far; zero where there is none. */
  private static double processorSeconds(Optional<Long> pid) throws IOException {
    if (pid.isEmpty()) {
      return 0;
    }
    String line = Files.readString(Path.of("/proc", pid.get().toString(), "stat"));
    var words = new StringTokenizer(line.substring(line.lastIndexOf(')') + 2), " ");
    for (int i = 0; i < 11; i++) {
      words.nextToken();
    }
    long user = Long.parseLong(words.nextToken());
    long system = Long.parseLong(words.nextToken());
    return (user + system) / TICKS_PER_SECOND;
  }

  /** A process of {@code main} with the flags that {@code serve} has. */
  static Process java(Class<?> main, Path folder, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(Variant.flags("BRATTICE_SERVE_JVM_FLAGS"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .directory(Programs.ROOT.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(main.getSimpleName() + ".log").toFile())
        .start();
  }

  private static Gateway gateway(String server, Path folder)
      throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"), "servers:\n  bench: { url: \"" + server + "\" }\n");
    return Gateway.start(configuration, folder, "--quiet");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void print(int rounds, Map<Way, List<Figures>> all)
      throws IOException, InterruptedException {
    System.out.println(
        PER_SECOND
            + " calls a second of "
            + BYTES
            + " B over "
            + CONNECTIONS
            + " connections; medians of "
            + rounds
            + " interleaved rounds of "
            + SECONDS
            + " s. "
            + Machine.describe()
            + "\n");
    System.out.println(
        "| way | p50 µs | p99 µs | p99 over direct | CPU µs a call | CPU over relay |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    Figures direct = median(all.getOrDefault(Way.DIRECT, List.of()));
    Figures relay = median(all.getOrDefault(Way.RELAY, List.of()));
    all.forEach(
        (way, figures) -> {
          Figures middle = median(figures);
          System.out.println(
              String.format(
                  Locale.ROOT,
                  "| %s | %.0f | %.0f | %+.0f | %.0f | %.2f |",
                  way.label(),
                  middle.p50(),
                  middle.p99(),
                  middle.p99() - direct.p99(),
                  middle.cpu(),
                  middle.cpu() / relay.cpu()));
        });
  }

  private static Figures median(List<Figures> rounds) {
    return new Figures(
        Sample.of(rounds.stream().mapToDouble(Figures::p50).toArray()).median(),
        Sample.of(rounds.stream().mapToDouble(Figures::p99).toArray()).median(),
        Sample.of(rounds.stream().mapToDouble(Figures::cpu).toArray()).median());
  }
}
