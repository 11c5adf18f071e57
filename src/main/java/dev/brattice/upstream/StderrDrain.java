package dev.brattice.upstream;

import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.LineReader;
import dev.brattice.wire.Oversized;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Reads all that a server says on standard error and passes it on: each line with the server's
 * name, with secrets masked, at most so many lines a second. What is over is counted and said.
 */
public final class StderrDrain implements Runnable {
  /** The longest line passed on, in bytes. */
  public static final int LINE_BYTES_MAX = 8 << 10;

  /** The most lines passed on in one second. */
  public static final int LINES_PER_SECOND_MAX = 200;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final InputStream in;
  private final PrintStream out;
  private final String prefix;
  private final UnaryOperator<String> mask;
  private final LongSupplier nanos;
  private long windowStart;
  private int linesInWindow;
  private long dropped;

  /**
   * A drain.
   *
   * @param name the server's name, put before each line
   * @param mask takes the secrets out of a line
   */
  public StderrDrain(InputStream in, PrintStream out, String name, UnaryOperator<String> mask) {
    this(in, out, name, mask, System::nanoTime);
  }

  /** The same by the clock {@code nanos}. */
  StderrDrain(
      InputStream in,
      PrintStream out,
      String name,
      UnaryOperator<String> mask,
      LongSupplier nanos) {
    this.in = in;
    this.out = out;
    this.prefix = "[" + name + "] ";
    this.mask = mask;
    this.nanos = nanos;
    this.windowStart = nanos.getAsLong();
  }

  @Override
  public void run() {
    var lines = new LineReader(in, LINE_BYTES_MAX);
    try {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        pass(line.get());
      }
    } catch (IOException ended) {
      // The server is gone; its end is reported where its output is read.
    }
    sayDropped();
  }

  private void pass(Line line) {
    long now = nanos.getAsLong();
    if (now - windowStart > SECOND_NANOS) {
      sayDropped();
      windowStart = now;
      linesInWindow = 0;
    }
    if (++linesInWindow > LINES_PER_SECOND_MAX) {
      dropped++;
      return;
    }
    switch (line) {
      case Frame frame -> out.println(prefix + mask.apply(frame.text()));
      case Oversized long_ ->
          out.println(prefix + "(a line of " + long_.bytes() + " bytes was left out)");
    }
  }

  private void sayDropped() {
    if (dropped > 0) {
      out.println(prefix + "(" + dropped + " more lines were left out)");
      dropped = 0;
    }
  }
}
