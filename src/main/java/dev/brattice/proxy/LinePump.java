package dev.brattice.proxy;

import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.LineReader;
import dev.brattice.wire.Oversized;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads one stream and hands on line by line until it ends: the work of a thread. */
public final class LinePump {
  private final int frameBytesMax;
  private final LargeMessages large;

  /** Why a pump stopped. */
  public sealed interface End {
    /** The stream ended. */
    record Closed() implements End {}

    /** The stream broke, or its reader was told to stop. */
    record Cut() implements End {}

    /** What should judge could not be built. */
    record NotReady(String problem) implements End {}

    /** A bug: nothing more may pass. */
    record Broken(String problem) implements End {}
  }

  /** One thing to do with a line. */
  @FunctionalInterface
  public interface Step {
    /** Takes {@code line}. */
    void take(Line line) throws InterruptedException;
  }

  /** Pumps lines of at most {@code frameBytesMax} bytes. */
  public LinePump(int frameBytesMax) {
    this(frameBytesMax, new LargeMessages());
  }

  LinePump(int frameBytesMax, LargeMessages large) {
    this.frameBytesMax = frameBytesMax;
    this.large = large;
  }

  /** Pumps {@code in} until it ends. The entry point of its thread: it never throws. */
  public End run(InputStream in, Step step) {
    var lines = new LineReader(in, frameBytesMax);
    try {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        long bytes =
            switch (line.get()) {
              case Frame frame -> frame.length();
              case Oversized oversized -> oversized.bytes();
            };
        step.take(line.get());
        large.passed(bytes);
      }
      return new End.Closed();
    } catch (IOException gone) {
      return new End.Cut();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new End.Cut();
    } catch (Readiness.StartFailed failed) {
      return new End.NotReady(String.valueOf(failed.getMessage()));
    } catch (RuntimeException bug) {
      // A thread's entry point: nothing more may pass. A bug's own message may quote an argument.
      return new End.Broken("internal error: " + bug.getClass().getSimpleName());
    } catch (OutOfMemoryError full) {
      return new End.Broken(
          "a message did not fit the memory; lower limits.frame_bytes_max so that it is refused"
              + " by itself, or raise the heap with BRATTICE_JAVA_OPTS=-Xmx2g");
    }
  }
}
