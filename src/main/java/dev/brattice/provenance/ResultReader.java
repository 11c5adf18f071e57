package dev.brattice.provenance;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.text.View;
import dev.brattice.inspect.text.Views;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonNull;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what is sensitive in one result. */
final class ResultReader {
  /** Readings of one value that are collected beside it: what an encoded secret stands for. */
  static final int READINGS_PER_VALUE_MAX = 4;

  /** Longer values are not decoded. */
  private static final int DECODED_CHARS_MAX = 8_192;

  /** What stands between files. */
  private static final String RULE = "---";

  private final Source source;
  private final SensitiveText text;
  private boolean opaque;

  ResultReader(Source source) {
    this.source = source;
    this.text = new SensitiveText(source.extent() == Source.Extent.NAMED);
  }

  void read(Json result, Inspection inspection) {
    if (source.extent() != Source.Extent.FINDINGS) {
      result(result);
    }
    boolean invented = Illustration.areAll(source.harmless());
    for (Finding finding : inspection.findings()) {
      if (finding.family() == Family.SECRETS && !(invented && isNote(finding))) {
        finding(result, finding.locus());
      }
    }
  }

  /** Whether it may just as well be no credential: something a person thought of. */
  private static boolean isNote(Finding finding) {
    return finding.severity() == Severity.NOTE;
  }

  boolean isEmpty() {
    return !isIncomplete() && text.values().isEmpty() && prose().isEmpty();
  }

  /** Whether something sensitive is in the result that fingerprints cannot cover. */
  boolean isIncomplete() {
    return opaque || text.isIncomplete();
  }

  /** The prose, where all of the result is sensitive. */
  String prose() {
    return source.extent() == Source.Extent.EVERYTHING ? text.prose() : "";
  }

  /** The secret values, and what they decode to. */
  Set<String> values() {
    Set<String> all = new LinkedHashSet<>();
    for (String value : text.values()) {
      all.add(value);
      all.addAll(readings(value));
    }
    return all;
  }

  private static List<String> readings(String value) {
    return value.length() > DECODED_CHARS_MAX ? List.of() : readings(value, Views.of(value));
  }

  /** Those of {@code views} that are made of the whole value. */
  static List<String> readings(String value, List<View> views) {
    List<String> readings = new ArrayList<>();
    for (View view : views) {
      boolean all = view.start() == 0 && view.end() == value.length();
      if (!view.isOriginal() && all && readings.size() < READINGS_PER_VALUE_MAX) {
        readings.add(view.text());
      }
    }
    return readings;
  }

  private void finding(Json result, Locus locus) {
    Optional<Json> place = locus.place().in(result);
    if (place.isPresent() && place.get() instanceof JsonString string) {
      String whole = string.value();
      int end = Math.min(locus.end(), whole.length());
      if (locus.start() < end) {
        text.setting("secret", whole.substring(locus.start(), end));
      }
    }
  }

  private void result(Json tree) {
    switch (tree) {
      case JsonObject object -> object(object);
      case JsonArray array -> array.elements().forEach(this::result);
      case JsonString string -> text(string.value());
      case JsonNumber ignored -> {}
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
  }

  private void object(JsonObject object) {
    String type = object.string("type").orElse("");
    if ((type.equals("image") || type.equals("audio")) && object.string("data").isPresent()) {
      // What a picture shows cannot be recognised again.
      opaque = true;
      return;
    }
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      switch (member.getKey()) {
        case "type", "mimeType", "uri" -> {}
        case "structuredContent" -> text.read(member.getValue());
        case "blob" -> blob(member.getValue());
        default -> result(member.getValue());
      }
    }
  }

  private void blob(Json value) {
    if (!(value instanceof JsonString string)) {
      result(value);
      return;
    }
    try {
      text(new String(Base64.getMimeDecoder().decode(string.value()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      text(string.value());
    }
  }

  private void text(String content) {
    if (source.extent() == Source.Extent.VARIABLES) {
      text.read(VariableListing.of(content));
    } else if (source.extent() == Source.Extent.NAMED) {
      text.read(content);
      Columns.read(content, text);
    } else if (source.harmless().isEmpty()) {
      text.read(content);
      // A file may be shown in base64 or hexadecimal.
      readings(content).forEach(text::read);
    } else {
      files(content);
    }
  }

  /** Reads a text that shows several files: only the sensitive ones. */
  private void files(String content) {
    var part = new StringBuilder();
    boolean harmless = false;
    boolean begins = true;
    for (int from = 0; from < content.length(); ) {
      int end = content.indexOf('\n', from);
      end = end < 0 ? content.length() : end;
      String line = content.substring(from, end).strip();
      // A heading stands at the start or below a rule: elsewhere a file may spell one itself.
      Source.Heading heading = begins ? source.heading(line) : Source.Heading.NONE;
      if (heading != Source.Heading.NONE) {
        harmless = heading == Source.Heading.HARMLESS;
      } else if (!harmless) {
        part.append(content, from, end).append('\n');
      }
      begins = line.equals(RULE);
      from = end + 1;
    }
    text.read(part.toString());
  }
}
