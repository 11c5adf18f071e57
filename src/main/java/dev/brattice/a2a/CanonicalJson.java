package dev.brattice.a2a;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The one spelling of a JSON value that is signed (RFC 8785). */
public final class CanonicalJson {
  private static final int INTEGER_DIGITS_MAX = 21;
  private static final int LEADING_ZEROS_MAX = 6;

  private CanonicalJson() {}

  /** {@code value} in its canonical spelling, as UTF-8. */
  public static byte[] bytes(Json value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@code card} without what equals its absence in a protocol buffer: empty texts, lists and
   * mappings, nulls, and extensions' {@code required: false}.
   */
  static JsonObject withoutDefaults(JsonObject card) {
    return cleaned(card).flatMap(CanonicalJson::object).orElse(JsonObject.empty());
  }

  private static Optional<JsonObject> object(Json value) {
    return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  private static Optional<Json> cleaned(Json value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, Json> members = new LinkedHashMap<>();
        object
            .members()
            .forEach(
                (name, member) -> {
                  if (!name.equals("required") || member != JsonBoolean.FALSE) {
                    cleaned(member).ifPresent(kept -> members.put(name, kept));
                  }
                });
        yield members.isEmpty() ? Optional.empty() : Optional.of(JsonObject.of(members));
      }
      case JsonArray array -> {
        List<Json> elements = new ArrayList<>();
        array.elements().forEach(element -> cleaned(element).ifPresent(elements::add));
        yield elements.isEmpty() ? Optional.empty() : Optional.of(JsonArray.of(elements));
      }
      case JsonString string -> string.value().isEmpty() ? Optional.empty() : Optional.of(string);
      case JsonNull ignored -> Optional.empty();
      case JsonNumber number -> Optional.of(number);
      case JsonBoolean bool -> Optional.of(bool);
    };
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case JsonObject object -> {
        // The order of UTF-16 units, which is that of Java's strings.
        char gap = '{';
        for (Map.Entry<String, Json> member : new TreeMap<>(object.members()).entrySet()) {
          out.append(gap);
          string(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          gap = ',';
        }
        out.append(gap == '{' ? "{}" : "}");
      }
      case JsonArray array -> {
        char gap = '[';
        for (Json element : array.elements()) {
          out.append(gap);
          write(element, out);
          gap = ',';
        }
        out.append(gap == '[' ? "[]" : "]");
      }
      case JsonString string -> string(string.value(), out);
      case JsonNumber number -> out.append(number(Double.parseDouble(number.spelling())));
      case JsonBoolean bool -> out.append(bool.value());
      case JsonNull ignored -> out.append("null");
    }
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 0xF, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A number as ECMAScript writes it: the shortest digits that read as the same double. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    if (Double.isInfinite(value)) {
      return "null";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (point > INTEGER_DIGITS_MAX || point <= -LEADING_ZEROS_MAX) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      String exponent = (point > 0 ? "+" : "-") + Math.abs(point - 1);
      return sign + digits.charAt(0) + fraction + "e" + exponent;
    }
    if (point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    return point >= digits.length()
        ? sign + digits + "0".repeat(point - digits.length())
        : sign + digits.substring(0, point) + "." + digits.substring(point);
  }

  /** The platform never writes fewer than two digits, where one may be enough. */
  private static BigDecimal shortest(double value) {
    BigDecimal written = new BigDecimal(Double.toString(value));
    BigDecimal one = written.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return (one.doubleValue() == value ? one : written).stripTrailingZeros();
  }
}
