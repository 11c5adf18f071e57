package dev.brattice.gateway;

import dev.brattice.call.RequestId;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.mcp.Decoded;
import dev.brattice.mcp.MessageDecoder;
import dev.brattice.proxy.LinePump;
import dev.brattice.proxy.aggregate.AggregateConnector;
import dev.brattice.proxy.http.Connector;
import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.LineWriter;
import dev.brattice.wire.Oversized;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** The one client of a process, over stdio, in front of all servers. */
final class StdioClient implements AutoCloseable {
  private static final int INVALID_REQUEST = -32600;
  private static final RequestId NO_ID = new RequestId(JsonNull.NULL);

  private final Connector.Link servers;
  private final MessageDecoder decoder;
  private final int frameBytesMax;
  private final LineWriter out;
  private final Consumer<String> log;

  StdioClient(AggregateConnector servers, int frameBytesMax, LineWriter out, Consumer<String> log) {
    this.frameBytesMax = frameBytesMax;
    this.decoder = MessageDecoder.upTo(frameBytesMax);
    this.out = out;
    this.log = log;
    this.servers = servers.connect(out, () -> {});
  }

  /** Reads the client until it ends. */
  void pump(InputStream in) {
    switch (new LinePump(frameBytesMax).run(in, this::take)) {
      case LinePump.End.Closed ignored -> {}
      case LinePump.End.Cut ignored -> log.accept("a stream broke; ending");
      case LinePump.End.NotReady failed -> log.accept(failed.problem());
      case LinePump.End.Broken failed -> log.accept(failed.problem());
    }
  }

  private void take(Line line) throws InterruptedException {
    switch (line) {
      case Oversized oversized ->
          refuse(
              oversized.id().filter(RequestId::isId).map(RequestId::new),
              INVALID_REQUEST,
              "expected a message of at most "
                  + frameBytesMax
                  + " bytes, got one of "
                  + oversized.bytes());
      case Frame frame -> {
        if (!frame.isBlank()) {
          take(decoder.decode(frame));
        }
      }
    }
  }

  private void take(Decoded decoded) throws InterruptedException {
    if (decoded instanceof Decoded.Malformed malformed) {
      refuse(malformed.id(), malformed.code(), malformed.problem());
    } else {
      servers.accept(decoded);
    }
  }

  private void refuse(Optional<RequestId> id, int code, String problem) {
    log.accept("refused a message of the client: " + problem);
    JsonObject error = Answers.error(id.orElse(NO_ID), code, problem);
    try {
      out.write(error);
    } catch (IOException gone) {
      log.accept("the client no longer reads");
    }
  }

  @Override
  public void close() {
    servers.close();
  }
}
