package dev.brattice.audit;

import dev.brattice.json.JsonObject;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the index where records are, and reads them from the segments. */
final class IndexSearch {
  /** So many segments are held open while rows are read. */
  private static final int OPEN_MAX = 64;

  private final AuditFolder folder;
  private final Map<String, RandomAccessFile> open = new HashMap<>();

  private IndexSearch(AuditFolder folder) {
    this.folder = folder;
  }

  /** The rows for {@code query}. */
  static List<AuditRow> find(Connection connection, AuditFolder folder, AuditQuery query)
      throws SQLException, IOException {
    List<Object> values = new ArrayList<>();
    String sql = sql(query, values);
    IndexSearch search = new IndexSearch(folder);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      try (ResultSet places = select.executeQuery()) {
        List<AuditRow> rows = new ArrayList<>();
        while (places.next()) {
          search
              .row(places.getLong(1), places.getString(2), places.getLong(3), places.getInt(4))
              .ifPresent(rows::add);
        }
        return rows;
      }
    } finally {
      search.close();
    }
  }

  private static String sql(AuditQuery query, List<Object> values) {
    StringBuilder sql =
        new StringBuilder(
            "SELECT position, name, start, length FROM record"
                + " JOIN segment ON segment.id = record.segment WHERE position > ?");
    values.add(query.afterPosition());
    query.equal().forEach((column, value) -> sql.append(condition(column, value, values)));
    if (query.sinceMillis().isPresent()) {
      sql.append(" AND time >= ?");
      values.add(query.sinceMillis().getAsLong());
    }
    if (query.untilMillis().isPresent()) {
      sql.append(" AND time < ?");
      values.add(query.untilMillis().getAsLong());
    }
    sql.append(
        switch (query.order()) {
          case NEWEST_FIRST -> " ORDER BY time DESC, position DESC LIMIT ?";
          case AS_INDEXED -> " ORDER BY position LIMIT ?";
          case OLDEST_FIRST -> " ORDER BY time, position LIMIT ?";
        });
    values.add(query.limit());
    return sql.toString();
  }

  private static String condition(AuditQuery.Column column, String value, List<Object> values) {
    values.add(value);
    return switch (column) {
      case PHASE -> " AND phase = ?";
      case DECISION -> " AND decision = ?";
      case PRINCIPAL -> " AND principal = ?";
      case SESSION -> " AND session = ?";
      case SERVER -> " AND server = ?";
      case DIRECTION -> " AND direction = ?";
      case METHOD -> " AND method = ?";
      case TOOL -> " AND tool = ?";
      case OUTCOME -> " AND outcome = ?";
      case RULE -> {
        values.add(value);
        yield " AND (record.rule = ? OR position IN (SELECT record FROM finding WHERE rule = ?))";
      }
    };
  }

  /** The record at a place; empty where the segment no longer has one there. */
  private Optional<AuditRow> row(long position, String segment, long start, int length)
      throws IOException {
    byte[] line = new byte[length];
    try {
      RandomAccessFile file = open.get(segment);
      if (file == null) {
        closeAtBound();
        SegmentId id = SegmentId.parse(segment).orElseThrow(FileNotFoundException::new);
        file = new RandomAccessFile(folder.lines(id).toFile(), "r");
        open.put(segment, file);
      }
      file.seek(start);
      file.readFully(line);
    } catch (EOFException | FileNotFoundException changed) {
      // Changed since it was indexed a moment ago: the verifier says what.
      return Optional.empty();
    }
    Optional<JsonObject> members = StoredLine.record(line);
    return members.map(
        read -> new AuditRow(position, segment, new String(line, StandardCharsets.UTF_8), read));
  }

  private void closeAtBound() throws IOException {
    if (open.size() >= OPEN_MAX) {
      close();
      open.clear();
    }
  }

  private void close() throws IOException {
    for (RandomAccessFile file : open.values()) {
      file.close();
    }
  }
}
