package dev.brattice.config;

/** A configuration that is not valid. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A fault told in one lower-case sentence that names its place. */
  public ConfigException(String sentence) {
    super(sentence, null, false, false);
  }

  /** A fault at a place, such as {@code brattice.yaml:3}. */
  ConfigException(String place, String sentence) {
    this(place + ": " + sentence);
  }
}
