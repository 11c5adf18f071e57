package dev.brattice.provenance;

/** Receives what a sensitive text is made of. */
interface SecretSink {
  /**
   * A setting.
   *
   * @param name its name as written; empty where it has none
   * @param value its value without quotes
   */
  void setting(String name, String value);

  /** A line that is neither a setting nor a comment. */
  void prose(String line);
}
