package dev.brattice.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the index, version {@value #VERSION}. Another version is made again. */
final class IndexSchema {
  /** Raised whenever the tables change. */
  private static final int VERSION = 1;

  private static final int WAIT_MILLIS_MAX = 10_000;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE segment (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
              + " bytes INTEGER NOT NULL)",
          "CREATE TABLE record (position INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " segment INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,"
              + " time INTEGER NOT NULL, phase TEXT NOT NULL, decision TEXT NOT NULL,"
              + " principal TEXT NOT NULL, session TEXT NOT NULL, server TEXT NOT NULL,"
              + " direction TEXT NOT NULL, method TEXT NOT NULL, tool TEXT NOT NULL,"
              + " outcome TEXT NOT NULL, rule TEXT NOT NULL)",
          "CREATE TABLE finding (record INTEGER NOT NULL, rule TEXT NOT NULL)",
          "CREATE INDEX record_time ON record (time)",
          "CREATE INDEX record_segment ON record (segment)",
          "CREATE INDEX record_decision ON record (decision)",
          "CREATE INDEX record_server ON record (server, time)",
          "CREATE INDEX record_tool ON record (tool, time)",
          "CREATE INDEX record_outcome ON record (outcome, time)",
          "CREATE INDEX record_rule ON record (rule, time)",
          "CREATE INDEX finding_rule ON finding (rule, record)",
          "CREATE INDEX finding_record ON finding (record)");

  private IndexSchema() {}

  /** Makes the tables in a fresh database; one that is not ours is an exception. */
  static Connection prepare(Connection connection) throws SQLException {
    boolean prepared = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + WAIT_MILLIS_MAX);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      if (version(statement) != VERSION) {
        create(statement);
      }
      prepared = true;
      return connection;
    } finally {
      if (!prepared) {
        connection.close();
      }
    }
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    // Asked again: another process may have been quicker.
    if (version(statement) != VERSION) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA user_version = " + VERSION);
    }
    statement.execute("COMMIT");
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
      return version.next() ? version.getInt(1) : 0;
    }
  }
}
