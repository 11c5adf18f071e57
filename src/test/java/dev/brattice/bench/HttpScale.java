package dev.brattice.bench;

import dev.brattice.e2e.Gateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What grows with servers, sessions and listeners: the list of tools of 20 servers as one, memory
 * of sessions that do nothing and of ones that call, and one change told to many who listen.
 */
public final class HttpScale {
  private static final int SERVERS = 20;
  private static final int LISTS = 200;
  private static final int WARM_UP_LISTS = 300;
  private static final int IDLE = 1_000;
  private static final int BUSY = 200;
  private static final int CALLS_EACH = 50;
  private static final int CALL_BYTES = 1_000;
  private static final int CHANGES = 100;
  private static final long PATIENCE_SECONDS = 30;
  private static final byte[] LIST =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}".getBytes(StandardCharsets.UTF_8);
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private HttpScale() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("brattice-bench");
    int port = HttpRoundTrip.freePort();
    Process server = HttpLoad.java(EchoServer.class, folder, Integer.toString(port));
    String direct = "http://127.0.0.1:" + port + "/mcp";
    System.out.println(Machine.describe() + "\n");
    try {
      lists(direct, folder);
      sessions(direct, folder);
      changes(folder);
    } finally {
      server.destroy();
    }
  }

  private static Gateway gateway(Path folder, String servers)
      throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("brattice.yaml"),
            "servers:\n" + servers + "limits: { concurrent_calls: 2048 }\n");
    return Gateway.start(configuration, folder, "--quiet");
  }

  private static void lists(String direct, Path folder) throws Exception {
    var servers = new StringBuilder();
    for (int i = 0; i < SERVERS; i++) {
      servers.append("  s").append(i).append(": { url: \"").append(direct).append("\" }\n");
    }
    System.out.println("| tools/list of 10 tools a server | p50 µs | p99 µs |\n|---|---:|---:|");
    try (Gateway gateway = gateway(folder, servers.toString())) {
      row("one server, direct", direct);
      row("one server, through Brattice", gateway.endpoint("s0").toString());
      row(SERVERS + " servers as one, through Brattice", gateway.address("/mcp").toString());
    }
  }

  private static void row(String name, String address) throws IOException, InterruptedException {
    try (RawSession session = RawSession.open(address)) {
      long[] nanos = new long[LISTS];
      for (int i = -WARM_UP_LISTS; i < LISTS; i++) {
        long begin = System.nanoTime();
        session.post(LIST);
        nanos[Math.max(i, 0)] = System.nanoTime() - begin;
      }
      Sample times = Sample.ofNanos(nanos);
      System.out.println(
          String.format(
              Locale.ROOT, "| %s | %.0f | %.0f |", name, times.median(), times.percentile(99)));
    }
  }

  private static void sessions(String direct, Path folder) throws Exception {
    System.out.println(
        "\n| sessions | heap KiB a session | resident MiB in all |\n|---|---:|---:|");
    try (Gateway gateway = gateway(folder, "  bench: { url: \"" + direct + "\" }\n")) {
      String address = gateway.endpoint("bench").toString();
      for (int i = 0; i < 50; i++) {
        try (RawSession session = RawSession.open(address)) {
          session.call(1, CALL_BYTES);
        }
      }
      long pid = gateway.process().pid();
      double before = heapKibibytes(pid);
      List<RawSession> sessions = open(address, IDLE);
      double idle = heapKibibytes(pid) - before;
      memory(IDLE + " idle", idle / IDLE, pid);
      for (RawSession session : sessions) {
        session.close();
      }
      double again = heapKibibytes(pid);
      List<RawSession> busy = open(address, BUSY);
      List<Thread> threads = new ArrayList<>();
      for (RawSession session : busy) {
        threads.add(Thread.ofVirtual().start(() -> calls(session)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      double used = heapKibibytes(pid) - again;
      memory(BUSY + " after " + CALLS_EACH + " calls of 1 KB each", used / BUSY, pid);
      for (RawSession session : busy) {
        session.close();
      }
    }
  }

  private static List<RawSession> open(String address, int count)
      throws IOException, InterruptedException {
    List<RawSession> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sessions.add(RawSession.open(address));
    }
    return sessions;
  }

  private static void calls(RawSession session) {
    try {
      for (int i = 1; i <= CALLS_EACH; i++) {
        session.call(i, CALL_BYTES);
      }
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  private static void memory(String name, double kibibytes, long pid) throws IOException {
    System.out.println(
        String.format(
            Locale.ROOT, "| %s | %.1f | %.0f |", name, kibibytes, Memory.residentMebibytes(pid)));
  }

  /** What is in use on the heap once everything that can go is gone. */
  private static double heapKibibytes(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    double used = 0;
    for (String line : jcmd(pid, "GC.heap_info").lines().toList()) {
      int at = line.indexOf(", used ");
      // Serial: `DefNew total 98304K, used 12345K [`, once for each generation.
      if (line.contains(" total ") && at >= 0) {
        String digits = line.substring(at + ", used ".length(), line.indexOf('K', at + 7));
        used += Long.parseLong(digits);
      }
    }
    return used;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static void changes(Path folder) throws Exception {
    System.out.println(
        "\n| one change told to listeners | until the last has it, p50 µs | p99 µs |\n|---|---:|---:|");
    String command =
        Path.of(System.getProperty("java.home"), "bin", "java")
            + ", -cp, \""
            + System.getProperty("java.class.path")
            + "\", "
            + ChangingServer.class.getName();
    for (int listeners : new int[] {1, 50, 200}) {
      try (Gateway gateway = gateway(folder, "  changing: { command: [" + command + "] }\n")) {
        fanOut(gateway.endpoint("changing"), listeners);
      }
    }
  }

  private static void fanOut(URI address, int listeners) throws Exception {
    var told = new Phaser(1);
    var ready = new CountDownLatch(listeners);
    for (int i = 0; i < listeners; i++) {
      var stream = (HttpURLConnection) address.toURL().openConnection();
      told.register();
      Thread.ofPlatform().daemon().start(() -> listen(stream, ready, told));
    }
    if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("not all could listen");
    }
    long[] nanos = new long[CHANGES];
    for (int i = -CHANGES; i < CHANGES; i++) {
      int phase = told.getPhase();
      long begin = System.nanoTime();
      call(address);
      told.arrive();
      told.awaitAdvanceInterruptibly(phase, PATIENCE_SECONDS, TimeUnit.SECONDS);
      nanos[Math.max(i, 0)] = System.nanoTime() - begin;
    }
    Sample times = Sample.ofNanos(nanos);
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %d listeners | %.0f | %.0f |",
            listeners,
            times.median(),
            times.percentile(99)));
  }

  private static HttpURLConnection post(HttpURLConnection connection, String method, String params)
      throws IOException {
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Accept", "application/json, text/event-stream");
    connection.setRequestProperty("MCP-Protocol-Version", "2026-07-28");
    connection.setRequestProperty("Mcp-Method", method);
    if (method.equals("tools/call")) {
      connection.setRequestProperty("Mcp-Name", "change");
    }
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
            + method
            + "\",\"params\":{"
            + params
            + ","
            + META
            + "}}";
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return connection;
  }

  private static void call(URI address) throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    post(connection, "tools/call", "\"name\":\"change\",\"arguments\":{}")
        .getInputStream()
        .readAllBytes();
  }

  private static void listen(HttpURLConnection stream, CountDownLatch ready, Phaser told) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                post(
                        stream,
                        "subscriptions/listen",
                        "\"notifications\":{\"toolsListChanged\":true}")
                    .getInputStream(),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("acknowledged")) {
          ready.countDown();
        } else if (line.contains("list_changed")) {
          told.arrive();
        }
      }
    } catch (IOException over) {
      // The round is over.
    }
  }
}
