package dev.brattice.provenance;

import java.util.ArrayList;
import java.util.List;

/** Reads tables: a line of names, and rows of values below it, between bars, tabs or commas. */
final class Columns {
  /** Columns of a table that are told apart. */
  static final int COLUMNS_MAX = 256;

  private static final String SEPARATORS = "|\t,";

  private Columns() {}

  /** Shows each cell of the tables in {@code text} to {@code sink}, under its column's name. */
  static void read(String text, SecretSink sink) {
    List<String> names = List.of();
    char separator = 0;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      String line = text.substring(from, end);
      List<String> cells = separator == 0 ? List.of() : cells(line, separator);
      if (cells.size() == names.size() && !cells.isEmpty()) {
        row(names, cells, sink);
      } else if (!isRule(line)) {
        separator = separator(line);
        names = separator == 0 ? List.of() : cells(line, separator);
        if (!hasCredential(names)) {
          separator = 0;
          names = List.of();
        }
      }
      from = end + 1;
    }
  }

  private static void row(List<String> names, List<String> cells, SecretSink sink) {
    for (int i = 0; i < names.size(); i++) {
      String cell = cells.get(i);
      // Prose about a column is no value of it, nor is the line below the names.
      if (cell.indexOf(' ') < 0 && !isRule(cell)) {
        sink.setting(names.get(i), cell);
      }
    }
  }

  private static boolean hasCredential(List<String> names) {
    for (String name : names) {
      if (name.indexOf(' ') < 0 && KeyName.of(name) == KeyName.CREDENTIAL) {
        return true;
      }
    }
    return false;
  }

  /** Lines that are drawn between names and rows. */
  private static boolean isRule(String line) {
    for (int i = 0; i < line.length(); i++) {
      if ("-+|=: \r".indexOf(line.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static char separator(String line) {
    for (int i = 0; i < SEPARATORS.length(); i++) {
      if (line.indexOf(SEPARATORS.charAt(i)) >= 0) {
        return SEPARATORS.charAt(i);
      }
    }
    return 0;
  }

  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length() && cells.size() < COLUMNS_MAX; i++) {
      if (i == line.length() || line.charAt(i) == separator) {
        cells.add(unquoted(line.substring(start, i).strip()));
        start = i + 1;
      }
    }
    return cells;
  }

  private static String unquoted(String cell) {
    boolean quoted = cell.length() > 1 && cell.charAt(0) == '"' && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1) : cell;
  }
}
