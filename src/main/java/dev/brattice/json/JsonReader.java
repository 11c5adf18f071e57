package dev.brattice.json;

import dev.brattice.bytes.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one strict JSON document: UTF-8 without byte order mark, one value, unique names, bounded
 * depth and size. What it accepts, every strict reader accepts with the same meaning, so the server
 * sees what was judged.
 */
public final class JsonReader {
  /**
   * UTF-16 units of all member names on the way to one value. Findings point at places by their
   * names, so without this bound a few short values below a huge name would make much of little.
   */
  public static final int WAY_CHARS_MAX = 65_536;

  private final JsonLimits limits;
  private final JsonFactory factory;

  /** A reader within {@code limits}. */
  public JsonReader(JsonLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depthMax())
                    .maxStringLength(limits.bytesMax())
                    .maxNameLength(limits.bytesMax())
                    .maxNumberLength(limits.numberCharsMax())
                    .maxDocumentLength(-1)
                    .build())
            // Names are not interned: an attacker chooses them. They are canonicalised, because
            // only so are bytes read without a detour over characters; that table is bounded, and
            // a document whose names collide in it is refused.
            .configure(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES, false)
            // The document is UTF-8. Null bytes at its start would make it UTF-16 or UTF-32, which
            // no other reader of this protocol takes it for.
            .configure(TokenStreamFactory.Feature.CHARSET_DETECTION, false)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
  }

  /** Reads {@code document}. */
  public Json read(byte[] document) throws JsonException {
    return read(document, 0, document.length);
  }

  /** Reads the document in {@code length} bytes of {@code buffer} from {@code offset}. */
  public Json read(byte[] buffer, int offset, int length) throws JsonException {
    if (length > limits.bytesMax()) {
      throw new JsonException(
          JsonException.Kind.TOO_LARGE,
          limits.bytesMax(),
          "expected a document of at most "
              + limits.bytesMax()
              + " bytes, got one of "
              + length
              + " bytes");
    }
    int bad = Utf8.firstIllFormed(buffer, offset, offset + length);
    if (bad >= 0) {
      throw new JsonException(
          JsonException.Kind.ENCODING,
          bad - offset,
          "expected UTF-8, got an ill-formed sequence at byte " + (bad - offset));
    }
    if (length >= 3 && buffer[offset] == (byte) 0xEF && buffer[offset + 1] == (byte) 0xBB) {
      throw new JsonException(
          JsonException.Kind.ENCODING, 0, "expected JSON text, got a byte order mark at byte 0");
    }
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), buffer, offset, length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonException(
            JsonException.Kind.SYNTAX, 0, "expected a JSON value, got an empty document");
      }
      Json value = value(parser, first, WAY_CHARS_MAX);
      if (parser.nextToken() != null) {
        throw new JsonException(
            JsonException.Kind.SYNTAX,
            at(parser),
            "expected the end of the document, got a second value at byte " + at(parser));
      }
      return value;
    } catch (StreamConstraintsException bound) {
      throw bound(bound);
    } catch (JacksonException syntax) {
      long known = syntax.getLocation() == null ? -1 : syntax.getLocation().getByteOffset();
      // Jackson does not know the place of an end that comes too early.
      long at = known < 0 ? length : known;
      // Jackson's own message quotes the document.
      throw new JsonException(
          JsonException.Kind.SYNTAX, at, "expected strict JSON, got something else at byte " + at);
    }
  }

  private JsonException bound(StreamConstraintsException cause) {
    long at = cause.getLocation() == null ? 0 : cause.getLocation().getByteOffset();
    String original = cause.getOriginalMessage();
    if (original != null && original.contains("nesting depth")) {
      return new JsonException(
          JsonException.Kind.TOO_DEEP,
          at,
          "expected nesting of at most " + limits.depthMax() + ", got deeper at byte " + at);
    }
    if (original != null && original.contains("ollision")) {
      return new JsonException(
          JsonException.Kind.SYNTAX,
          at,
          "expected member names as people choose them, got names made to collide");
    }
    return new JsonException(
        JsonException.Kind.TOO_LARGE,
        at,
        "expected a number of at most "
            + limits.numberCharsMax()
            + " characters, got a longer one at byte "
            + at);
  }

  private static long at(JsonParser parser) {
    return parser.currentTokenLocation().getByteOffset();
  }

  // Recursion is bounded by depthMax, which Jackson checks before the token is returned.
  private static Json value(JsonParser parser, JsonToken token, int room) throws JsonException {
    return switch (token) {
      case START_OBJECT -> object(parser, room);
      case START_ARRAY -> array(parser, room);
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
      case VALUE_TRUE -> JsonBoolean.TRUE;
      case VALUE_FALSE -> JsonBoolean.FALSE;
      case VALUE_NULL -> JsonNull.NULL;
      default ->
          throw new JsonException(
              JsonException.Kind.SYNTAX, at(parser), "expected a JSON value at byte " + at(parser));
    };
  }

  private static JsonObject object(JsonParser parser, int room) throws JsonException {
    var members = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      long at = at(parser);
      if (name.length() > room) {
        throw new JsonException(
            JsonException.Kind.TOO_LARGE,
            at,
            "expected member names of at most "
                + WAY_CHARS_MAX
                + " characters on the way to a value, got more at byte "
                + at);
      }
      Json value = value(parser, parser.nextToken(), room - name.length());
      if (members.putIfAbsent(name, value) != null) {
        throw new JsonException(
            JsonException.Kind.DUPLICATE_NAME,
            at,
            "expected unique member names, got one name twice at byte " + at);
      }
    }
    return JsonObject.adopt(members);
  }

  private static JsonArray array(JsonParser parser, int room) throws JsonException {
    var elements = new ArrayList<Json>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token, room));
    }
    return JsonArray.of(elements);
  }
}
