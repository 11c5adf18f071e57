package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.HeaderText;
import dev.brattice.config.Settings;
import dev.brattice.mcp.Decoded;
import dev.brattice.proxy.DecisionIds;
import dev.brattice.proxy.Readiness;
import dev.brattice.proxy.Ready;
import dev.brattice.proxy.Relay;
import dev.brattice.proxy.http.Connector;
import dev.brattice.upstream.Breaker;
import dev.brattice.upstream.Credentials;
import dev.brattice.upstream.FromServer;
import dev.brattice.upstream.HttpUpstream;
import dev.brattice.upstream.RemoteServer;
import dev.brattice.upstream.SessionlessServer;
import dev.brattice.upstream.UpstreamException;
import dev.brattice.wire.MessageWriter;
import dev.brattice.wire.Oversized;
import dev.brattice.wire.http.HttpCalls;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Connects each session with a session of its own on a server over HTTP. */
final class RemoteConnector implements Connector {
  private final String name;
  private final Settings.Reach.Remote remote;
  private final Map<String, String> environment;
  private final Supplier<Supplier<Ready>> connections;
  private final int frameBytesMax;
  private final DecisionIds decisions;
  private final Credentials credentials;
  private final HttpCalls calls;
  private final Breaker breaker;
  private final Voice voice;

  RemoteConnector(
      String name,
      Settings.Reach.Remote remote,
      Map<String, String> environment,
      Supplier<Supplier<Ready>> connections,
      int frameBytesMax,
      DecisionIds decisions,
      Credentials credentials,
      HttpCalls calls,
      Breaker breaker,
      Voice voice) {
    this.name = name;
    this.remote = remote;
    this.environment = environment;
    this.connections = connections;
    this.frameBytesMax = frameBytesMax;
    this.decisions = decisions;
    this.credentials = credentials;
    this.calls = calls;
    this.breaker = breaker;
    this.voice = voice;
  }

  @Override
  public Link connect(MessageWriter toClient, Runnable ended) throws UpstreamException {
    var server =
        new RemoteServer(
            name, remote.url(), headers(), credentials, frameBytesMax, RemoteServer.Waits.USUAL);
    var upstream = new HttpUpstream(server, calls, breaker);
    var era = new SessionlessServer(upstream);
    var relay =
        new Relay(
            new Relay.Settings(name, frameBytesMax),
            toClient,
            era,
            new Readiness(connections.get()),
            decisions,
            voice,
            voice::problem);
    era.tell(relay::fromServer);
    upstream.tell(new ToRelay(name, era, relay, voice, ended));
    return new RemoteLink(upstream, relay);
  }

  /** Read anew for every session: a file may hold another secret by then. */
  private Map<String, String> headers() throws UpstreamException {
    Map<String, String> headers = new HashMap<>();
    try {
      for (Map.Entry<String, HeaderText> header : remote.headers().entrySet()) {
        headers.put(header.getKey(), header.getValue().resolve(environment));
      }
    } catch (ConfigException absent) {
      throw new UpstreamException(String.valueOf(absent.getMessage()));
    }
    return headers;
  }

  private record ToRelay(
      String name, SessionlessServer era, Relay relay, Voice voice, Runnable ended)
      implements FromServer {
    @Override
    public void message(Decoded decoded) throws InterruptedException {
      era.fromServer(decoded);
    }

    @Override
    public void oversized(Oversized message) throws InterruptedException {
      relay.fromServer(era.fromServer(message));
    }

    @Override
    public void failed(String sentence) {
      voice.problem(sentence);
    }

    @Override
    public void gone(String problem) {
      relay.abandon("the server `" + name + "` " + problem + "; this is not a policy decision");
      ended.run();
    }
  }

  private record RemoteLink(HttpUpstream upstream, Relay relay) implements Link {
    @Override
    public void accept(Decoded message) throws InterruptedException {
      relay.fromClient(message);
    }

    @Override
    public void close() {
      upstream.close();
    }
  }
}
