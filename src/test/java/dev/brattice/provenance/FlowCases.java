package dev.brattice.provenance;

import dev.brattice.call.ToolRef;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Touch;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Flows from a sensitive result to a call's arguments, kept as data files. */
final class FlowCases {
  static final FingerprintKey KEY = new FingerprintKey(new byte[FingerprintKey.LENGTH_BYTES]);
  static final ToolRef READ_FILE = new ToolRef("files", "read_file");

  private static final JsonReader READER = new JsonReader(JsonLimits.MESSAGE);
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** Made up for these tests; put together here so that scanners of this repository stay calm. */
  private static final Map<String, String> VALUES = values();

  private FlowCases() {}

  /**
   * One flow.
   *
   * @param name what it shows
   * @param source the sensitive text that is read first
   * @param arguments what is sent afterwards
   * @param match how it must be recognised; empty for any way
   */
  record Flow(String name, String source, Json arguments, String match) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Flow> load(String resource) {
    List<Flow> flows = new ArrayList<>();
    for (String line : text(resource).lines().toList()) {
      if (!line.isBlank()) {
        JsonObject row = (JsonObject) json(line);
        String name = row.string("name").orElseThrow();
        flows.add(
            new Flow(
                name,
                row.string("source").orElse("dotenv"),
                expand(row.get("arguments").orElseThrow()),
                row.string("match").orElse("")));
      }
    }
    return flows;
  }

  static Json json(String text) {
    try {
      return READER.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }

  /** The provenance of {@code arguments} after {@code source} was read. */
  static Provenance trace(String source, Json arguments) {
    return indexAfter(source).trace(arguments);
  }

  /** An index that folded the tags of {@code source}, by way of their encoding. */
  static ProvenanceIndex indexAfter(String source) {
    ProvenanceIndex index = new ProvenanceIndex(KEY);
    for (Tag tag : tags(source)) {
      index.fold(Tag.decode(tag.encode()));
    }
    return index;
  }

  static List<Tag> tags(String source) {
    String text = expand(text("/provenance/sources/" + source + ".txt"));
    if (source.equals("environment")) {
      ToolRef tool = new ToolRef("everything", "get-env");
      return new Tagger(KEY)
          .tags("c1", tool, Inspection.clean(), result(text), Inspection.clean(), 1);
    }
    return tags(text, "/home/carol/harbour/" + source);
  }

  /** The tags of a file at {@code path} with this text. */
  static List<Tag> tags(String text, String path) {
    return new Tagger(KEY).tags("c1", READ_FILE, reads(path), result(text), Inspection.clean(), 1);
  }

  static Inspection reads(String path) {
    Touch touch =
        new Touch(
            Touch.Action.READ,
            Touch.Kind.PATH,
            path,
            Set.of("secret"),
            new Locus("/path", 0, path.length()));
    return new Inspection(List.of(), List.of(touch));
  }

  static JsonObject result(String text) {
    JsonObject block = JsonObject.of("type", new JsonString("text")).with("text", text);
    return JsonObject.of("content", JsonArray.of(block));
  }

  private static String text(String resource) {
    try (InputStream in = FlowCases.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Json expand(Json tree) {
    return switch (tree) {
      case JsonObject object -> {
        Map<String, Json> members = new LinkedHashMap<>();
        object.members().forEach((name, value) -> members.put(expand(name), expand(value)));
        yield JsonObject.of(members);
      }
      case JsonArray array ->
          JsonArray.of(array.elements().stream().map(FlowCases::expand).toList());
      case JsonString string -> new JsonString(expand(string.value()));
      default -> tree;
    };
  }

  /** Replaces {@code ${name|change|change}}. */
  static String expand(String text) {
    var expanded = new StringBuilder();
    int from = 0;
    int open = text.indexOf("${");
    while (open >= 0) {
      int close = text.indexOf('}', open);
      String[] steps = text.substring(open + 2, close).split("\\|", -1);
      String value = VALUES.get(steps[0]);
      expanded.append(text, from, value == null ? close + 1 : open);
      if (value != null) {
        for (int i = 1; i < steps.length; i++) {
          value = change(value, steps[i]);
        }
        expanded.append(value);
      }
      from = close + 1;
      open = text.indexOf("${", from);
    }
    return expanded.append(text, from, text.length()).toString();
  }

  private static String change(String value, String how) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int length = value.length();
    return switch (how) {
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      case "base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case "hex" -> HexFormat.of().formatHex(bytes);
      case "hexupper" -> HexFormat.of().withUpperCase().formatHex(bytes);
      case "url" -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      case "percent" -> "%" + HexFormat.ofDelimiter("%").formatHex(bytes);
      case "upper" -> value.toUpperCase(Locale.ROOT);
      case "lower" -> value.toLowerCase(Locale.ROOT);
      case "reverse" -> new StringBuilder(value).reverse().toString();
      case "first60" -> value.substring(0, length * 6 / 10);
      case "last60" -> value.substring(length - length * 6 / 10);
      case "middle60" -> value.substring(length / 5, length / 5 + length * 6 / 10);
      case "half1" -> value.substring(0, length / 2);
      case "half2" -> value.substring(length / 2);
      case "third1" -> value.substring(0, length / 3);
      case "third2" -> value.substring(length / 3, length * 2 / 3);
      case "third3" -> value.substring(length * 2 / 3);
      case "oneline" -> value.replace("\n", "");
      case "spaced" -> String.join(" ", pieces(value, 4));
      case "dashed" -> String.join("-", pieces(value, 5));
      case "lines" -> String.join("\n", pieces(value, 10));
      case "json" -> value.replace("\n", "\\n");
      case "indent" -> value.replace("\n", "\n    ");
      case "zerowidth" -> String.join("\u200b", pieces(value, 1));
      case "fullwidth" -> fullwidth(value);
      case "base64lines" ->
          String.join("\n", pieces(Base64.getEncoder().encodeToString(bytes), 20));
      case "base64groups" -> String.join(" ", pieces(Base64.getEncoder().encodeToString(bytes), 4));
      case "printable" -> "=" + HexFormat.ofDelimiter("=").withUpperCase().formatHex(bytes);
      case "jsonescape" -> JsonWriter.text(new JsonString(value));
      case "bytes" -> "\\x" + HexFormat.ofDelimiter("\\x").formatHex(bytes);
      case "typo" -> value.substring(0, length / 2) + "#" + value.substring(length / 2 + 1);
      case "body" -> value.substring(value.indexOf('\n') + 1, value.lastIndexOf('\n'));
      case "unicode" -> unicode(value);
      default -> throw new IllegalArgumentException(how);
    };
  }

  private static List<String> pieces(String value, int size) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < value.length(); i += size) {
      pieces.add(value.substring(i, Math.min(value.length(), i + size)));
    }
    return pieces;
  }

  private static String fullwidth(String value) {
    var wide = new StringBuilder();
    value.chars().forEach(c -> wide.append((char) (c > ' ' && c < 127 ? c + 0xFEE0 : c)));
    return wide.toString();
  }

  private static String unicode(String value) {
    var escaped = new StringBuilder();
    value.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
    return escaped.toString();
  }

  private static Map<String, String> values() {
    Random random = new Random(20260101);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("stripe", "sk_" + "live_" + draw(random, BASE64.substring(0, 62), 32));
    values.put("awsid", "AK" + "IA" + draw(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16));
    values.put("awssecret", draw(random, BASE64, 40));
    values.put("github", "gh" + "p_" + draw(random, BASE64.substring(0, 62), 36));
    values.put("hook", draw(random, BASE64.substring(0, 62), 24));
    values.put("dbpass", "Gr4nit-Fal(on%71de!");
    values.put("smtp", "vX9#kolibri-77");
    values.put("short", "tr0ut9");
    values.put("hex32", draw(random, "0123456789abcdef", 32));
    values.put("hex40", draw(random, "0123456789abcdef", 40));
    values.put("hex64", draw(random, "0123456789abcdef", 64));
    values.put("uuid", "7c1de0b4-93fa-4b1e-8d57-2f60c9ab41e3");
    values.put(
        "cyrillic",
        "\u0436\u0451\u043b\u0442\u044b\u0439 \u0442\u0440\u0430\u043a\u0442\u043e\u0440 "
            + "\u0435\u0434\u0435\u0442 \u0432 \u043e\u0431\u043b\u0430\u043a\u0430");
    values.put(
        "chinese",
        "\u5c71\u9ad8\u6c34\u957f\u98ce\u96e8\u540c\u821f\u4e0d\u5fd8\u521d\u5fc3\u65b9\u5f97");
    values.put("long1500", draw(random, BASE64, 1_500));
    values.put("pem", pem(random));
    values.put("line", "SESSION_SECRET=" + values.get("hex64"));
    values.put("basic", "bot:" + values.get("short"));
    values.put("sentence", "log in with " + values.get("short") + " please");
    values.put("memo", "The board has approved a ceiling of eighty-four million, of which a third");
    return values;
  }

  private static String draw(Random random, String alphabet, int length) {
    var drawn = new StringBuilder();
    for (int i = 0; i < length; i++) {
      drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return drawn.toString();
  }

  private static String pem(Random random) {
    var pem = new StringBuilder("-----BEGIN " + "RSA PRIVATE KEY-----\n");
    for (int i = 0; i < 16; i++) {
      pem.append(draw(random, BASE64, 64)).append('\n');
    }
    return pem.append("-----END " + "RSA PRIVATE KEY-----").toString();
  }
}
