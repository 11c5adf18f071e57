package dev.brattice.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What the repository's files say: the names that documentation may use. */
final class Sources {
  private final Set<String> words = new HashSet<>();
  private final Set<String> types = new HashSet<>();
  private final Set<String> packages = new HashSet<>();
  private final List<Path> typeFiles = new ArrayList<>();
  private final String cli;

  private Sources(String cli) {
    this.cli = cli;
  }

  /** The sources of {@code root}. */
  static Sources of(Path root) throws IOException {
    var sources = new Sources(Files.readString(root.resolve("docs/surface/cli.txt")));
    for (String folder : List.of("src", "policies", "scripts", "bench", "docs/surface")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        for (Path file : files.filter(Sources::isText).toList()) {
          sources.add(root, file);
        }
      }
    }
    for (String file : List.of("brattice", "build", "pom.xml")) {
      sources.addWords(Files.readString(root.resolve(file)));
    }
    return sources;
  }

  /** Fuzz seeds are any bytes, and rows of data are no names. */
  private static boolean isText(Path file) {
    return Files.isRegularFile(file)
        && !file.toString().contains("FuzzTestInputs")
        && !file.toString().endsWith(".jsonl");
  }

  private void add(Path root, Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(".java")) {
      addWords(Files.readString(file));
      return;
    }
    types.add(name.substring(0, name.length() - ".java".length()));
    typeFiles.add(file);
    Path folder = root.relativize(file.toAbsolutePath()).getParent();
    if (folder != null && folder.startsWith("src/main/java/dev/brattice")) {
      packages.add(folder.toString().substring("src/main/java/".length()).replace('/', '.'));
      addWords(Files.readString(file));
    }
  }

  /** Words with dots, dashes, slashes and colons in them count as a whole and in their parts. */
  private void addWords(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isWord(text.charAt(i))) {
        if (i > start) {
          addParts(text.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  private void addParts(String word) {
    words.add(word);
    // Constants have their label in small letters.
    if (word.equals(word.toUpperCase(Locale.ROOT))) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    int start = 0;
    for (int i = 0; i <= word.length(); i++) {
      if (i == word.length() || "./-".indexOf(word.charAt(i)) >= 0) {
        words.add(word.substring(start, i));
        words.add(word.substring(0, i));
        start = i + 1;
      }
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || "_./-$".indexOf(c) >= 0;
  }

  /** Whether the program, its policy or its scripts have the word {@code word}. */
  boolean hasWord(String word) {
    return words.contains(word);
  }

  /** Whether there is a package {@code name}, with or without {@code dev.brattice}. */
  boolean hasPackage(String name) {
    return packages.contains(name) || packages.contains("dev.brattice." + name);
  }

  /** Whether there is a type {@code name}. */
  boolean hasType(String name) {
    return types.contains(name);
  }

  /** Whether the type {@code name} has something called {@code member} in its file. */
  boolean hasMember(String name, String member) throws IOException {
    for (Path file : typeFiles) {
      if (String.valueOf(file.getFileName()).equals(name + ".java")
          && has(Files.readString(file), member)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code word} stands in {@code text}, and not as the beginning of a longer word. */
  private static boolean has(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      if (end == text.length() || !isWord(text.charAt(end)) || text.charAt(end) == '.') {
        return true;
      }
      at = text.indexOf(word, end);
    }
    return false;
  }

  /** Whether there is a command such as {@code line}, with all options that stand in it. */
  boolean hasCommand(List<String> line) {
    String command = "brattice";
    for (String word : line.subList(1, line.size())) {
      String help = section(command);
      if (word.equals("--")) {
        return true;
      }
      if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        if (!has(help, equals < 0 ? word : word.substring(0, equals))) {
          return false;
        }
      } else if (!section(command + " " + word).isEmpty()) {
        command = command + " " + word;
      } else if (help.contains("\nCommands:\n") && !word.equals("help") && !isPlaceholder(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlaceholder(String word) {
    return word.equals(word.toUpperCase(Locale.ROOT));
  }

  private String section(String command) {
    int start = cli.indexOf("# " + command + "\n");
    if (start < 0) {
      return "";
    }
    int end = cli.indexOf("\n# brattice", start);
    return cli.substring(start, end < 0 ? cli.length() : end);
  }

  /** Whether some command has the option {@code name}. */
  boolean hasOption(String name) {
    return has(cli, name);
  }

  /** The commands, each with the words before it. */
  List<String> commands() {
    return cli.lines()
        .filter(line -> line.startsWith("# brattice"))
        .map(line -> line.substring(2))
        .toList();
  }
}
