package dev.brattice.upstream;

import dev.brattice.call.Message;
import dev.brattice.json.JsonWriter;
import dev.brattice.mcp.Decoded;
import dev.brattice.wire.Oversized;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what a server said, as text. */
final class Heard implements FromServer {
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<String> gone = new CopyOnWriteArrayList<>();

  @Override
  public void message(Decoded decoded) {
    said.add(
        switch (decoded) {
          case Decoded.Single(Message.Request message) -> JsonWriter.text(message.tree());
          case Decoded.Single(Message.Notification message) -> JsonWriter.text(message.tree());
          case Decoded.Single(Message.Result message) -> JsonWriter.text(message.tree());
          case Decoded.Single(Message.Failure message) -> JsonWriter.text(message.tree());
          case Decoded.Batch batch -> "batch of " + batch.elements().size();
          case Decoded.Malformed malformed ->
              "malformed "
                  + malformed.id().map(id -> JsonWriter.text(id.value())).orElse("without id");
        });
  }

  @Override
  public void oversized(Oversized message) {
    said.add("oversized " + message.id().map(JsonWriter::text).orElse("without id"));
  }

  @Override
  public void failed(String sentence) {
    failures.add(sentence);
  }

  @Override
  public void gone(String problem) {
    gone.add(problem);
    said.add("gone");
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  List<String> gone() {
    return List.copyOf(gone);
  }

  /** The next thing said, within ten seconds. */
  String next() throws InterruptedException {
    String next = said.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("expected something more, nothing was said");
    }
    return next;
  }

  /** Whether nothing more is said for a while. */
  boolean isSilent() throws InterruptedException {
    return said.poll(150, TimeUnit.MILLISECONDS) == null;
  }
}
