package dev.brattice.audit;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line as it was read.
 *
 * @param kind {@code header}, {@code record} or {@code seal}
 * @param seq its sequence number
 * @param prev the hash of the line before
 * @param hash its own hash, as it says
 * @param members all of it
 */
record StoredLine(String kind, long seq, String prev, String hash, JsonObject members) {
  private static final JsonLimits LIMITS = new JsonLimits(LineForm.LINE_BYTES_MAX, 8, 32);
  private static final JsonReader READER = new JsonReader(LIMITS);
  private static final byte[] HASH_MEMBER = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);

  /** Bytes from the hash member to the end of the line. */
  private static final int HASH_PART = HASH_MEMBER.length + Head.HASH_CHARS + 2;

  private static final String BEFORE_CALLER = "v# kind seq# prev phase decision time# principal";
  private static final String AFTER_CALLER =
      " session server direction method tool effect verdict outcome rule reason risk# riskParts["
          + " findings[ findingsLeftOut# origins[ originsLeftOut# digest bytes# rulebook"
          + " provenancePosition# hash";

  /** Members of each kind of line in their order, with the types of their values. */
  private static final Map<String, Shape> SHAPES =
      Map.of(
          "header", Shape.of("v# kind seq# prev segment after? program java pid# time# hash"),
          "record", Shape.of(BEFORE_CALLER + AFTER_CALLER),
          "known record", Shape.of(BEFORE_CALLER + " roles~ agent" + AFTER_CALLER),
          "seal", Shape.of("v# kind seq# prev records# time# hash"),
          "findings",
              Shape.of(
                  "rule family severity confidence. pointer start# end# reason disguise owasp"
                      + " fingerprint"),
          "origins",
              Shape.of("tag# call server tool source category match disguise pointer start# end#"),
          "riskParts", Shape.of("part points#"),
          "after", Shape.of("segment seq#"));

  /** Reads a line of this version; empty where it is none. */
  static Optional<StoredLine> parse(byte[] line) {
    try {
      if (!(READER.read(line) instanceof JsonObject members)) {
        return Optional.empty();
      }
      String kind = members.string("kind").orElse("");
      if (!List.of("header", "record", "seal").contains(kind)
          || !(fits(kind, members) || (kind.equals("record") && fits("known record", members)))
          || number(members, "v") != LineForm.VERSION
          || !Arrays.equals(JsonWriter.bytes(members), line)) {
        return Optional.empty();
      }
      return Optional.of(
          new StoredLine(
              kind, number(members, "seq"), text(members, "prev"), text(members, "hash"), members));
    } catch (JsonException broken) {
      return Optional.empty();
    }
  }

  /** The members of {@code line} where it is a record, whoever wrote it. Checks no hash. */
  static Optional<JsonObject> record(byte[] line) {
    try {
      return READER.read(line) instanceof JsonObject members
              && text(members, "kind").equals("record")
          ? Optional.of(members)
          : Optional.empty();
    } catch (JsonException broken) {
      return Optional.empty();
    }
  }

  private static boolean fits(String shape, JsonObject members) {
    Shape expected = SHAPES.get(shape);
    return expected != null && expected.fits(members);
  }

  /** The whole number {@code name}; 0 where there is none. */
  static long number(JsonObject members, String name) {
    return members.get(name).orElse(JsonNull.NULL) instanceof JsonNumber number
        ? number.asLong().orElse(0)
        : 0;
  }

  /** The text {@code name}; empty where there is none. */
  static String text(JsonObject members, String name) {
    return members.string(name).orElse("");
  }

  /** Whether the hash in {@code line} is the hash of what stands before it. */
  static boolean isHashRight(byte[] line, MessageDigest sha256) {
    int end = line.length - HASH_PART;
    if (end < 0
        || !Arrays.equals(
            line, end, end + HASH_MEMBER.length, HASH_MEMBER, 0, HASH_MEMBER.length)) {
      return false;
    }
    sha256.update(line, 0, end);
    String right = HexFormat.of().formatHex(sha256.digest());
    int at = end + HASH_MEMBER.length;
    return right.equals(new String(line, at, Head.HASH_CHARS, StandardCharsets.US_ASCII));
  }

  /** Names in order, and of what type each value is. */
  private record Shape(List<String> names, List<Character> types) {
    static Shape of(String words) {
      List<String> names = new java.util.ArrayList<>();
      List<Character> types = new java.util.ArrayList<>();
      var each = new java.util.StringTokenizer(words, " ");
      while (each.hasMoreTokens()) {
        String word = each.nextToken();
        char last = word.charAt(word.length() - 1);
        boolean plain = Character.isLetter(last);
        names.add(plain ? word : word.substring(0, word.length() - 1));
        types.add(plain ? 's' : last);
      }
      return new Shape(names, types);
    }

    boolean fits(JsonObject members) {
      if (members.members().size() != names.size()) {
        return false;
      }
      int i = 0;
      for (Map.Entry<String, Json> member : members.members().entrySet()) {
        if (!member.getKey().equals(names.get(i))
            || !isOf(types.get(i), member.getKey(), member.getValue())) {
          return false;
        }
        i++;
      }
      return true;
    }

    private static boolean isOf(char type, String name, Json value) {
      return switch (type) {
        case '#' -> value instanceof JsonNumber number && number.asLong().isPresent();
        case '.' -> value instanceof JsonNumber;
        case '~' -> value instanceof JsonArray array && allTexts(array);
        case '[' -> value instanceof JsonArray array && allFit(name, array);
        case '?' ->
            value == JsonNull.NULL
                || (value instanceof JsonObject object && StoredLine.fits(name, object));
        default -> value instanceof JsonString;
      };
    }

    private static boolean allTexts(JsonArray array) {
      for (Json element : array.elements()) {
        if (!(element instanceof JsonString)) {
          return false;
        }
      }
      return true;
    }

    private static boolean allFit(String name, JsonArray array) {
      for (Json element : array.elements()) {
        if (!(element instanceof JsonObject object) || !StoredLine.fits(name, object)) {
          return false;
        }
      }
      return true;
    }
  }
}
