package dev.brattice.audit;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings the index up to date with the segments, from the byte on that it knows. */
final class IndexUpdate {
  private static final List<String> COLUMNS =
      List.of(
          "phase",
          "decision",
          "principal",
          "session",
          "server",
          "direction",
          "method",
          "tool",
          "outcome",
          "rule");

  private final Connection connection;
  private final AuditFolder folder;

  IndexUpdate(Connection connection, AuditFolder folder) {
    this.connection = connection;
    this.folder = folder;
  }

  /** What the index knows of a segment. */
  private record Known(long id, long bytes) {}

  void run() throws SQLException, IOException {
    Map<String, Long> sizes = sizes();
    if (isUpToDate(known(), sizes)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        // Read again under the lock: another process may have been quicker.
        update(known(), sizes);
        statement.execute("COMMIT");
        done = true;
      } finally {
        if (!done) {
          statement.execute("ROLLBACK");
        }
      }
    }
  }

  private Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (SegmentId id : folder.segments()) {
      try {
        sizes.put(id.toString(), Files.size(folder.lines(id)));
      } catch (NoSuchFileException gone) {
        // Removed between the listing and now.
      }
    }
    return sizes;
  }

  private Map<String, Known> known() throws SQLException {
    Map<String, Known> known = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, id, bytes FROM segment")) {
      while (rows.next()) {
        known.put(rows.getString(1), new Known(rows.getLong(2), rows.getLong(3)));
      }
    }
    return known;
  }

  private static boolean isUpToDate(Map<String, Known> known, Map<String, Long> sizes) {
    if (known.size() != sizes.size()) {
      return false;
    }
    for (Map.Entry<String, Long> segment : sizes.entrySet()) {
      Known there = known.get(segment.getKey());
      if (there == null || there.bytes() != segment.getValue()) {
        return false;
      }
    }
    return true;
  }

  private void update(Map<String, Known> known, Map<String, Long> sizes)
      throws SQLException, IOException {
    Set<String> gone = new HashSet<>(known.keySet());
    gone.removeAll(sizes.keySet());
    for (String name : gone) {
      forget(name);
    }
    for (SegmentId id : folder.segments()) {
      String name = id.toString();
      Long size = sizes.get(name);
      if (size == null) {
        continue;
      }
      Known there = known.get(name);
      if (there != null && there.bytes() > size) {
        // Somebody shortened it; the verifier says so.
        forget(name);
        there = null;
      }
      if (there == null) {
        there = begin(name);
      }
      if (there.bytes() < size) {
        index(id, there);
      }
    }
  }

  private void forget(String name) throws SQLException {
    for (String statement :
        List.of(
            "DELETE FROM finding WHERE record IN (SELECT position FROM record JOIN segment"
                + " ON segment.id = record.segment WHERE name = ?)",
            "DELETE FROM record WHERE segment = (SELECT id FROM segment WHERE name = ?)",
            "DELETE FROM segment WHERE name = ?")) {
      try (PreparedStatement delete = connection.prepareStatement(statement)) {
        delete.setString(1, name);
        delete.executeUpdate();
      }
    }
  }

  private Known begin(String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO segment (name, bytes) VALUES (?, 0) RETURNING id")) {
      insert.setString(1, name);
      try (ResultSet id = insert.executeQuery()) {
        id.next();
        return new Known(id.getLong(1), 0);
      }
    }
  }

  private void index(SegmentId id, Known from) throws SQLException, IOException {
    long end = from.bytes();
    try (SegmentLines lines =
            new SegmentLines(folder.lines(id), from.bytes(), LineForm.LINE_BYTES_MAX);
        PreparedStatement record =
            connection.prepareStatement(
                "INSERT INTO record (segment, start, length, time, phase, decision, principal,"
                    + " session, server, direction, method, tool, outcome, rule)"
                    + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING position");
        PreparedStatement finding =
            connection.prepareStatement("INSERT INTO finding (record, rule) VALUES (?, ?)")) {
      // Only whole lines: what is being written is indexed next time.
      while (lines.next() == SegmentLines.Step.LINE) {
        Optional<JsonObject> line = StoredLine.record(lines.line());
        if (line.isPresent()) {
          long position = insert(record, from.id(), end, lines.length(), line.get());
          findings(finding, position, line.get());
        }
        end = lines.offset();
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE segment SET bytes = ? WHERE id = ?")) {
      update.setLong(1, end);
      update.setLong(2, from.id());
      update.executeUpdate();
    }
  }

  private static long insert(
      PreparedStatement record, long segment, long start, int length, JsonObject line)
      throws SQLException {
    record.setLong(1, segment);
    record.setLong(2, start);
    record.setInt(3, length);
    record.setLong(4, StoredLine.number(line, "time"));
    int column = 5;
    for (String name : COLUMNS) {
      record.setString(column++, StoredLine.text(line, name));
    }
    try (ResultSet position = record.executeQuery()) {
      position.next();
      return position.getLong(1);
    }
  }

  private static void findings(PreparedStatement insert, long position, JsonObject line)
      throws SQLException {
    Set<String> rules = new HashSet<>();
    for (Json finding : line.array("findings").orElse(JsonArray.of(List.of())).elements()) {
      if (finding instanceof JsonObject members) {
        rules.add(StoredLine.text(members, "rule"));
      }
    }
    for (String rule : rules) {
      insert.setLong(1, position);
      insert.setString(2, rule);
      insert.executeUpdate();
    }
  }
}
