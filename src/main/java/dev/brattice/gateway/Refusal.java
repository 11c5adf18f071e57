package dev.brattice.gateway;

import dev.brattice.json.JsonLimits;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.Readiness;
import dev.brattice.proxy.Relay;
import dev.brattice.proxy.StdioRelay;
import dev.brattice.wire.LineWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;

/**
 * A connection without a server: whatever the client asks, it is told why there is none. Many
 * clients show their user nothing of standard error.
 */
public final class Refusal {
  private Refusal() {}

  /** Says {@code problem} on {@code err} and to every request that comes in a short while. */
  public static void tell(String problem, InputStream in, OutputStream out, PrintStream err)
      throws InterruptedException {
    var voice = new Voice(err, false);
    voice.problem(problem);
    var relay =
        new StdioRelay(
            new Relay.Settings("", JsonLimits.MESSAGE.bytesMax()),
            new LineWriter(out),
            new LineWriter(OutputStream.nullOutputStream()),
            new Readiness(new CompletableFuture<>()),
            new DecisionIds(System.currentTimeMillis(), ProcessHandle.current().pid()),
            voice);
    relay.abandon("Brattice: " + problem);
    Thread client = new Thread(() -> relay.pumpClient(in), "brattice-client");
    client.setDaemon(true);
    client.start();
    client.join(Wrap.LINGER_MILLIS);
  }
}
