package dev.brattice.inspect.protection;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files whose folder and name are two arguments. */
final class NamedApart {
  /** Folders, and names, of one call that are put together. */
  static final int EACH_MAX = 8;

  private static final int CHARS_MAX = 4_096;

  private NamedApart() {}

  /**
   * One of them.
   *
   * @param leaf its name
   * @param path the folder with the name behind it
   */
  record File(Leaf leaf, String path) {}

  /** Every name in every folder among {@code leaves}. */
  static List<File> in(List<Leaf> leaves) {
    List<Leaf> folders = new ArrayList<>();
    List<Leaf> names = new ArrayList<>();
    for (Leaf leaf : leaves) {
      boolean opens = leaf.role() == Role.PATH || leaf.role() == Role.OTHER;
      if (!opens || leaf.value().isBlank() || leaf.value().length() > CHARS_MAX) {
        continue;
      }
      if (isFolder(leaf.name()) && folders.size() < EACH_MAX) {
        folders.add(leaf);
      }
      if (isName(leaf.name()) && names.size() < EACH_MAX) {
        names.add(leaf);
      }
    }
    List<File> files = new ArrayList<>();
    for (Leaf folder : folders) {
      for (Leaf name : names) {
        files.add(new File(name, folder.value().strip() + '/' + name.value().strip()));
      }
    }
    return files;
  }

  private static boolean isFolder(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("dir")
        || lower.endsWith("directory")
        || lower.endsWith("folder")
        || lower.equals("cwd")
        || lower.equals("root")
        || lower.equals("base")
        || lower.equals("parent")
        || lower.equals("location")
        || lower.equals("path");
  }

  private static boolean isName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("name") || lower.endsWith("file") || lower.equals("path");
  }
}
