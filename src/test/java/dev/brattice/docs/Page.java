package dev.brattice.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name its path within the repository
 * @param lines its text
 */
public record Page(String name, List<String> lines) {
  /** The repository. */
  static final Path ROOT =
      Path.of(System.getProperty("brattice.root", ".")).toAbsolutePath().normalize();

  public Page {
    lines = List.copyOf(lines);
  }

  /**
   * A fenced block.
   *
   * @param language what stands behind the fence
   * @param line where it begins, from 1
   * @param lines what is in it
   */
  public record Block(String language, int line, List<String> lines) {
    public Block {
      lines = List.copyOf(lines);
    }

    /** Its lines as one text. */
    public String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  /** A word or phrase between backticks, and the line where it stands, from 1. */
  record Code(String text, int line) {}

  /** All pages but the decisions, which tell of their time. */
  public static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    collect(ROOT, 1, pages);
    collect(ROOT.resolve("docs"), Integer.MAX_VALUE, pages);
    return pages;
  }

  private static void collect(Path folder, int depth, List<Page> pages) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        String name = ROOT.relativize(file).toString();
        if (!name.startsWith("docs/decisions/")) {
          pages.add(of(name));
        }
      }
    }
  }

  /** The page {@code name}. */
  public static Page of(String name) throws IOException {
    return new Page(name, Files.readAllLines(ROOT.resolve(name)));
  }

  /** Where it is. */
  Path file() {
    return ROOT.resolve(name);
  }

  /** Its fenced blocks in {@code language}. */
  public List<Block> blocks(String language) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        int start = i + 1;
        String found = lines.get(i).substring(3).strip();
        i = start;
        while (i < lines.size() && !lines.get(i).startsWith("```")) {
          i++;
        }
        if (found.equals(language)) {
          blocks.add(new Block(found, start, lines.subList(start, i)));
        }
      }
    }
    return blocks;
  }

  /** What stands between backticks outside of blocks. */
  List<Code> codes() {
    List<Code> codes = new ArrayList<>();
    boolean fenced = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced) {
        collect(line, i + 1, codes);
      }
    }
    return codes;
  }

  private static void collect(String line, int number, List<Code> codes) {
    int open = line.indexOf('`');
    while (open >= 0) {
      int close = line.indexOf('`', open + 1);
      if (close < 0) {
        return;
      }
      codes.add(new Code(line.substring(open + 1, close), number));
      open = line.indexOf('`', close + 1);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
