package dev.brattice.json;

/** A document that is not JSON as this package accepts it. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the document. */
  public enum Kind {
    /** The bytes are not UTF-8. */
    ENCODING,
    /** The text is not JSON. */
    SYNTAX,
    /** An object has two members of one name. */
    DUPLICATE_NAME,
    /** Arrays or objects are nested deeper than allowed. */
    TOO_DEEP,
    /** The document, or a number in it, is larger than allowed. */
    TOO_LARGE
  }

  private final Kind kind;
  private final long offset;

  /**
   * A fault of {@code kind} at {@code offset}.
   *
   * @param kind what is wrong
   * @param offset bytes from the start of the document
   * @param message one lower-case sentence without any of the document's text
   */
  public JsonException(Kind kind, long offset, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.offset = offset;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** Where, in bytes from the start. */
  public long offset() {
    return offset;
  }
}
