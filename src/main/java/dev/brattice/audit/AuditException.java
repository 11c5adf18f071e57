package dev.brattice.audit;

import dev.brattice.state.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Evidence cannot be written or read. The message is one sentence that names what and where. */
public final class AuditException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The exception with this lower-case sentence. */
  public AuditException(String message) {
    super(message, null, false, false);
  }

  /** The sentence. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The system refused {@code wanted}, such as {@code to write}, at {@code where}. */
  static AuditException refused(String wanted, Path where, IOException cause) {
    return new AuditException(
        "expected " + wanted + " `" + where + "`, " + Refusal.sentence(where, cause));
  }
}
