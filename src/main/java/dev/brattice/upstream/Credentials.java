package dev.brattice.upstream;

import java.io.IOException;
import java.util.Optional;

/** What requests to one server show of us. Never what a caller came with. */
public interface Credentials {
  /** Nothing beside the configured headers. */
  Credentials NONE =
      new Credentials() {
        @Override
        public Optional<String> authorization() {
          return Optional.empty();
        }

        @Override
        public boolean renew(String refused) {
          return false;
        }
      };

  /**
   * The value of the header Authorization; empty for none.
   *
   * @throws Absent when there should be one and cannot be had
   */
  Optional<String> authorization() throws IOException, InterruptedException;

  /**
   * The server refused {@code refused}: it is not given again.
   *
   * @return whether asking again can bring another
   */
  boolean renew(String refused);

  /** There are no credentials. */
  final class Absent extends IOException {
    private static final long serialVersionUID = 1L;

    /** Told in the words that follow the name of a server, without a secret. */
    public Absent(String problem) {
      super(problem);
    }
  }
}
