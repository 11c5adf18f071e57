package dev.brattice.json;

/** A JSON truth value. */
public enum JsonBoolean implements Json {
  TRUE,
  FALSE;

  /** The value for {@code value}. */
  public static JsonBoolean of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** The Java value. */
  public boolean value() {
    return this == TRUE;
  }
}
