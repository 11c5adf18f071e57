package dev.brattice.inspect.protection;

import java.util.ArrayList;
import java.util.List;

/** The files that a patch in an argument changes: unified diffs, and patches of coding agents. */
final class PatchedFiles {
  /** Files of one patch that are looked at. */
  static final int FILES_MAX = 1_024;

  /** Longer lines name no file. */
  private static final int LINE_CHARS_MAX = 4_096;

  private static final String[] HEADINGS = {
    "+++ ",
    "--- ",
    "rename from ",
    "rename to ",
    "copy to ",
    "*** Update File: ",
    "*** Add File: ",
    "*** Delete File: ",
    "*** Move to: "
  };

  private PatchedFiles() {}

  /** The paths that lines of {@code text} name as changed; empty where it is no patch. */
  static List<String> of(String text) {
    if (!text.contains("\n") || !mayBePatch(text)) {
      return List.of();
    }
    List<String> files = new ArrayList<>();
    for (int from = 0; from < text.length() && files.size() < FILES_MAX; ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      for (String heading : HEADINGS) {
        if (end - from <= LINE_CHARS_MAX && text.startsWith(heading, from)) {
          add(text.substring(from + heading.length(), end), files);
        }
      }
      from = end + 1;
    }
    return files;
  }

  private static boolean mayBePatch(String text) {
    return text.contains("\n@@")
        || text.contains("rename from ")
        || text.contains("*** Begin Patch")
        || text.contains("*** Update File: ")
        || text.contains("*** Add File: ")
        || text.contains("*** Delete File: ");
  }

  private static void add(String written, List<String> files) {
    int tab = written.indexOf('\t');
    String path = (tab < 0 ? written : written.substring(0, tab)).strip();
    files.add(path);
    // The sides of a diff, which tools take off.
    if (path.startsWith("a/") || path.startsWith("b/")) {
      files.add(path.substring(2));
    }
  }
}
