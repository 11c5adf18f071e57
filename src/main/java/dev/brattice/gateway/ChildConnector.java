package dev.brattice.gateway;

import dev.brattice.identity.Principal;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.LinePump;
import dev.brattice.proxy.Readiness;
import dev.brattice.proxy.Relay;
import dev.brattice.proxy.http.Connector;
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

/** Connects each session with a child process of its own. */
final class ChildConnector implements Connector {
  /** How long a child may take to end by itself after its input ended, and again after TERM. */
  static final long GRACE_MILLIS = 2_000;

  private final ToolServer server;
  private final Parts parts;
  private final Principal principal;
  private final int frameBytesMax;
  private final DecisionIds decisions;
  private final PrintStream err;
  private final Voice voice;

  ChildConnector(
      ToolServer server,
      Parts parts,
      Principal principal,
      int frameBytesMax,
      DecisionIds decisions,
      PrintStream err,
      Voice voice) {
    this.server = server;
    this.parts = parts;
    this.principal = principal;
    this.frameBytesMax = frameBytesMax;
    this.decisions = decisions;
    this.err = err;
    this.voice = voice;
  }

  @Override
  public Link connect(MessageWriter toClient, Runnable ended) throws UpstreamException {
    StdioUpstream child =
        StdioUpstream.start(server.command(), server.environment(), server.directory());
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
    thread("server", () -> pump(child, relay, era, ended));
    thread("stderr", new StderrDrain(child.stderr(), err, server.name(), parts.mask()::mask));
    return new ChildLink(child, relay);
  }

  private void pump(StdioUpstream child, Relay relay, SessionlessServer era, Runnable ended) {
    var decoder = MessageDecoder.upTo(frameBytesMax);
    String problem =
        switch (new LinePump(frameBytesMax)
            .run(child.stdout(), line -> hear(line, decoder, era, relay))) {
          case LinePump.End.Closed ignored -> "closed its output";
          case LinePump.End.Cut ignored -> "cannot be read any more";
          case LinePump.End.NotReady failed -> failed.problem();
          case LinePump.End.Broken failed -> failed.problem();
        };
    relay.abandon(
        "the server `" + server.name() + "` " + problem + "; this is not a policy decision");
    ended.run();
    child.stop(GRACE_MILLIS);
  }

  private static void hear(Line line, MessageDecoder decoder, SessionlessServer era, Relay relay)
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
  }

  private void thread(String what, Runnable task) {
    Thread.ofPlatform().daemon().name("brattice-" + server.name() + "-" + what).start(task);
  }

  private record ChildLink(StdioUpstream child, Relay relay) implements Link {
    @Override
    public void accept(Decoded message) throws InterruptedException {
      relay.fromClient(message);
    }

    @Override
    public void close() {
      child.stop(GRACE_MILLIS);
    }
  }
}
