package dev.brattice.json;

/**
 * Bounds on one document.
 *
 * @param bytesMax size of the document in bytes; a larger one is refused before it is parsed
 * @param depthMax nesting of arrays and objects; a deeper one is refused where it exceeds
 * @param numberCharsMax length of one number's spelling
 */
public record JsonLimits(int bytesMax, int depthMax, int numberCharsMax) {
  /** The bounds on messages: 72 MiB, depth 256, numbers of 1,000 characters. */
  public static final JsonLimits MESSAGE = new JsonLimits(72 << 20, 256, 1_000);

  public JsonLimits {
    if (bytesMax < 1 || depthMax < 1 || numberCharsMax < 1) {
      throw new IllegalArgumentException("JSON limits must be positive");
    }
  }
}
