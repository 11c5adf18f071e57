package dev.brattice.inspect;

import java.util.Locale;
import java.util.Set;

/**
 * Something outside the message that a call would reach.
 *
 * @param action what would be done to it
 * @param kind what kind of thing it is
 * @param name its canonical name: an absolute path without {@code .} and {@code ..}, a lower-case
 *     host, the base name of a program; never an argument's whole text
 * @param categories labels that its content carries, such as {@code secret}; empty for ordinary
 *     things
 * @param locus where in the arguments it is named
 */
public record Touch(Action action, Kind kind, String name, Set<String> categories, Locus locus) {
  public Touch {
    categories = Set.copyOf(categories);
  }

  /** What would be done. */
  public enum Action {
    READ,
    WRITE,
    DELETE,
    EXECUTE,
    CONNECT,
    /** Not known: could be any. */
    ANY;

    /** The name in records. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is touched. */
  public enum Kind {
    PATH,
    HOST,
    PROGRAM;

    /** The name in records. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
