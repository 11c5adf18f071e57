package dev.brattice.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of a header as it is configured: text, and references to where a secret is kept. */
public final class HeaderText {
  /** The most bytes of a file that a header refers to. */
  static final int FILE_BYTES_MAX = 16 << 10;

  /** The most characters of a header's value. */
  static final int VALUE_CHARS_MAX = 16 << 10;

  private static final String OPEN = "${";
  private static final String FILE = "file:";

  private final List<Part> parts;

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Variable(String name) implements Part {}

    record InFile(Path path) implements Part {}
  }

  private HeaderText(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads {@code text}.
   *
   * @param folder what relative paths start from
   * @return empty where it has a reference that is none
   */
  static Optional<HeaderText> read(String text, Path folder) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      int close = text.indexOf('}', open);
      Optional<Part> reference =
          close < 0
              ? Optional.empty()
              : reference(text.substring(open + OPEN.length(), close), folder);
      if (reference.isEmpty()) {
        return Optional.empty();
      }
      parts.add(new Part.Literal(text.substring(at, open)));
      parts.add(reference.get());
      at = close + 1;
    }
    parts.add(new Part.Literal(text.substring(at)));
    return Optional.of(new HeaderText(parts));
  }

  private static Optional<Part> reference(String name, Path folder) {
    if (name.startsWith(FILE)) {
      String path = name.substring(FILE.length());
      return path.isEmpty() || path.indexOf('\0') >= 0
          ? Optional.empty()
          : Optional.of(new Part.InFile(folder.resolve(path).normalize()));
    }
    return isVariable(name) ? Optional.of(new Part.Variable(name)) : Optional.empty();
  }

  private static boolean isVariable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Whether anything of it is kept elsewhere. */
  boolean hasReference() {
    return parts.stream().anyMatch(part -> !(part instanceof Part.Literal));
  }

  /** The files that it refers to, absolute: no tool may touch these. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.InFile file) {
        files.add(file.path());
      }
    }
    return files;
  }

  /**
   * The value to send, which can be secret.
   *
   * @param environment the variables that it may refer to
   * @throws ConfigException when a reference leads nowhere, or to what no header can hold
   */
  public String resolve(Map<String, String> environment) throws ConfigException {
    var value = new StringBuilder();
    for (Part part : parts) {
      value.append(
          switch (part) {
            case Part.Literal literal -> literal.text();
            case Part.Variable variable -> variable(variable.name(), environment);
            case Part.InFile file -> content(file.path());
          });
    }
    String text = value.toString().strip();
    if (text.isEmpty() || text.length() > VALUE_CHARS_MAX || !isVisible(text)) {
      throw new ConfigException(
          "expected 1 to "
              + VALUE_CHARS_MAX
              + " visible ASCII characters as the value of a header, got "
              + (text.isEmpty() ? "none" : "something else"));
    }
    return text;
  }

  private static String variable(String name, Map<String, String> environment)
      throws ConfigException {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new ConfigException(
          "expected the environment variable `" + name + "` for a header, it is not set");
    }
    return value;
  }

  /** Files usually end with a line feed that is no part of the secret. */
  private static String content(Path path) throws ConfigException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
      if (bytes.length <= FILE_BYTES_MAX) {
        return new String(bytes, StandardCharsets.UTF_8).strip();
      }
    } catch (IOException unreadable) {
      // Said below.
    }
    throw new ConfigException(
        path.toString(),
        "expected a file of at most "
            + FILE_BYTES_MAX
            + " bytes for a header, got none that can be read; check its path and rights");
  }

  /** Printable ASCII with spaces between: nothing that could begin another header. */
  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** How many parts; their texts can be secret. */
  @Override
  public String toString() {
    return "HeaderText[" + parts.size() + " parts]";
  }
}
