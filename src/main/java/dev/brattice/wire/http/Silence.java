package dev.brattice.wire.http;

import java.io.IOException;

/** Nothing came for as long as one was ready to wait. */
public final class Silence extends IOException {
  private static final long serialVersionUID = 1L;

  Silence(long millis) {
    super("expected something within " + millis + " ms, nothing came");
  }
}
