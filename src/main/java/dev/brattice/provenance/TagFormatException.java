package dev.brattice.provenance;

/**
 * An entry of a tag log that this version cannot read: another version's, cut short, or foreign.
 */
public final class TagFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault that {@code message} describes in one sentence, without any of the entry's content. */
  public TagFormatException(String message) {
    super(message, null, false, false);
  }
}
