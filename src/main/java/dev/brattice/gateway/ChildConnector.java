package dev.brattice.gateway;

import dev.brattice.identity.Principal;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.LinePump;
import dev.brattice.proxy.Readiness;
import dev.brattice.proxy.Relay;
import dev.brattice.proxy.http.Connector;
import dev.brattice.upstream.Breaker;
import dev.brattice.upstream.SessionlessServer;
import dev.brattice.upstream.StderrDrain;
import dev.brattice.upstream.StdioUpstream;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.LineWriter;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.Oversized;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connects each session with a child process of its own. */
final class ChildConnector implements Connector {
  /** How long a child may take to end by itself after its input ended, and again after TERM. */
  static final long GRACE_MILLIS = 2_000;

  private final ToolServer server;
  private final Parts parts;
  private final Principal principal;
  private final int frameBytesMax;
  private final DecisionIds decisions;
  private final Breaker breaker;
  private final PrintStream err;
  private final Voice voice;

  ChildConnector(
      ToolServer server,
      Parts parts,
      Principal principal,
      int frameBytesMax,
      DecisionIds decisions,
      Breaker breaker,
      PrintStream err,
      Voice voice) {
    this.server = server;
    this.parts = parts;
    this.principal = principal;
    this.frameBytesMax = frameBytesMax;
    this.decisions = decisions;
    this.breaker = breaker;
    this.err = err;
    this.voice = voice;
  }

  @Override
  public Link connect(MessageWriter toClient, Runnable ended) throws UpstreamException {
    if (!breaker.admits(System.nanoTime())) {
      throw new UpstreamException(
          "the server `"
              + server.name()
              + "` ended "
              + Breaker.FAILURES_MAX
              + " times in a row without an answer and is not started for a while");
    }
    StdioUpstream child = start();
    var era = new SessionlessServer(new LineWriter(child.stdin()));
    var relay =
        new Relay(
            new Relay.Settings(server.name(), frameBytesMax),
            toClient,
            era,
            new Readiness(parts.connection(server, principal)),
            decisions,
            voice,
            voice::problem);
    era.tell(relay::fromServer);
    var link = new ChildLink(child, relay, new AtomicBoolean());
    thread("server", () -> pump(link, era, ended));
    thread("stderr", new StderrDrain(child.stderr(), err, server.name(), parts.mask()::mask));
    return link;
  }

  private StdioUpstream start() throws UpstreamException {
    try {
      return StdioUpstream.start(server.command(), server.environment(), server.directory());
    } catch (UpstreamException absent) {
      breaker.failed(System.nanoTime());
      throw absent;
    }
  }

  private void pump(ChildLink link, SessionlessServer era, Runnable ended) {
    var decoder = MessageDecoder.upTo(frameBytesMax);
    String problem =
        switch (new LinePump(frameBytesMax)
            .run(link.child.stdout(), line -> hear(line, decoder, era, link.relay))) {
          case LinePump.End.Closed ignored -> "closed its output";
          case LinePump.End.Cut ignored -> "cannot be read any more";
          case LinePump.End.NotReady failed -> failed.problem();
          case LinePump.End.Broken failed -> failed.problem();
        };
    if (!link.relay.hasAnswered() && !link.closing.get()) {
      breaker.failed(System.nanoTime());
    }
    link.relay.abandon(
        "the server `" + server.name() + "` " + problem + "; this is not a policy decision");
    ended.run();
    link.child.stop(GRACE_MILLIS);
  }

  private void hear(Line line, MessageDecoder decoder, SessionlessServer era, Relay relay)
      throws InterruptedException {
    switch (line) {
      case Oversized oversized -> relay.fromServer(era.fromServer(oversized));
      case Frame frame -> {
        if (era.isPlain() || !frame.looksLikeMessage()) {
          relay.fromServer(frame);
        } else {
          era.fromServer(decoder.decode(frame));
        }
      }
    }
    if (relay.hasAnswered()) {
      breaker.succeeded();
    }
  }

  private void thread(String what, Runnable task) {
    Thread.ofPlatform().daemon().name("brattice-" + server.name() + "-" + what).start(task);
  }

  /**
   * A session's child.
   *
   * @param closing whether it is we who end it
   */
  private record ChildLink(StdioUpstream child, Relay relay, AtomicBoolean closing)
      implements Link {
    @Override
    public void accept(Decoded message) throws InterruptedException {
      relay.fromClient(message);
    }

    @Override
    public void close() {
      closing.set(true);
      child.stop(GRACE_MILLIS);
    }
  }
}
