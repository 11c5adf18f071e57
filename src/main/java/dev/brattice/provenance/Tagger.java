package dev.brattice.provenance;

import dev.brattice.call.ToolRef;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.inspect.Inspection;
import dev.brattice.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Says what the release of a result adds to the domain's tag log: fingerprints of what is sensitive
 * in it. Pure and thread-safe. The tags must be in the log before the result is released.
 */
public final class Tagger {
  /** Tags made of one result; what does not fit makes the last one coarse. */
  public static final int TAGS_PER_RESULT_MAX = 64;

  /** Fingerprints in one tag, so that an entry of the log stays under 64 KiB. */
  public static final int FINGERPRINTS_PER_TAG_MAX = 4_096;

  private final GramHash hash;

  /** A tagger whose fingerprints only holders of {@code key} can compare. */
  public Tagger(FingerprintKey key) {
    this.hash = new GramHash(key);
  }

  /**
   * The tags of a result; empty where nothing in it is sensitive.
   *
   * @param call id of the decision on the call
   * @param tool the tool that answered
   * @param callInspection findings in the call's arguments, and what it touched
   * @param result the tool's answer
   * @param resultInspection findings in the answer, by places in {@code result}
   * @param nowMillis when it arrived, milliseconds since 1970 UTC
   */
  public List<Tag> tags(
      String call,
      ToolRef tool,
      Inspection callInspection,
      Json result,
      Inspection resultInspection,
      long nowMillis) {
    Source source = Source.of(tool, callInspection);
    ResultReader reader = new ResultReader(source);
    reader.read(result, resultInspection);
    if (reader.isEmpty()) {
      return List.of();
    }
    Set<Mark> marks = new LinkedHashSet<>();
    Marker marker = new Marker(hash);
    reader.values().forEach(value -> marks.addAll(marker.value(value)));
    marks.addAll(marker.prose(reader.prose()));
    if (marks.isEmpty() && !reader.isIncomplete()) {
      return List.of();
    }
    Tag first =
        new Tag(
            nowMillis,
            call,
            tool.server(),
            tool.tool(),
            source.name(),
            source.category(),
            List.of(),
            reader.isIncomplete());
    return pack(first, marks);
  }

  /** Spreads the marks over as many tags as they need. */
  private static List<Tag> pack(Tag template, Set<Mark> marks) {
    List<Tag> tags = new ArrayList<>();
    List<Mark> batch = new ArrayList<>();
    int fingerprints = 0;
    boolean coarse = template.coarse();
    for (Mark mark : marks) {
      if (fingerprints + mark.fingerprints() > FINGERPRINTS_PER_TAG_MAX && !batch.isEmpty()) {
        if (tags.size() == TAGS_PER_RESULT_MAX - 1) {
          coarse = true;
          break;
        }
        tags.add(tag(template, batch, false));
        batch = new ArrayList<>();
        fingerprints = 0;
      }
      batch.add(mark);
      fingerprints += mark.fingerprints();
    }
    tags.add(tag(template, batch, coarse));
    return List.copyOf(tags);
  }

  private static Tag tag(Tag like, List<Mark> marks, boolean coarse) {
    return new Tag(
        like.atMillis(),
        like.call(),
        like.server(),
        like.tool(),
        like.source(),
        like.category(),
        marks,
        coarse);
  }
}
