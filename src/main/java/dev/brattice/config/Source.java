package dev.brattice.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where a value comes from. */
sealed interface Source {
  /** In words, for messages and for {@code config show}. */
  String text();

  /** What relative paths in the value start from; empty for the working directory. */
  default Optional<Path> folder() {
    return Optional.empty();
  }

  /** Nobody set it. */
  record Default() implements Source {
    @Override
    public String text() {
      return "default";
    }
  }

  /** A line of the configuration file. */
  record File(Path file, int line) implements Source {
    @Override
    public String text() {
      return file + ":" + line;
    }

    @Override
    public Optional<Path> folder() {
      return Optional.ofNullable(file.toAbsolutePath().getParent());
    }
  }

  /** An environment variable. */
  record Environment(String variable) implements Source {
    @Override
    public String text() {
      return "environment " + variable;
    }
  }

  /** A flag of the command line. */
  record Flag(String key) implements Source {
    @Override
    public String text() {
      return "flag " + key;
    }
  }
}
