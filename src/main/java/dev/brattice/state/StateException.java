package dev.brattice.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Shared state cannot be used. The message is one sentence that names what and where. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The exception with this lower-case sentence. */
  public StateException(String message) {
    super(message, null, false, false);
  }

  /** The sentence. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The system refused {@code wanted}, such as {@code to write}, at {@code where}. */
  static StateException refused(String wanted, Path where, IOException cause) {
    return new StateException(
        "expected " + wanted + " `" + where + "`, " + Refusal.sentence(where, cause));
  }
}
