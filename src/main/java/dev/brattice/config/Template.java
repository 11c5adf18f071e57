package dev.brattice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The file that a new project starts with: every key with its meaning and its default, commented
 * out, so that a default can become better without anybody editing files.
 */
public final class Template {
  private static final int WIDTH = 92;

  /** The two examples of a server, and which keys only the other has. */
  private static final String STARTED = "files";

  private static final String REACHED = "web";
  private static final Set<String> OF_STARTED = Set.of("command", "env", "cwd", "trust_domain");
  private static final Set<String> OF_REACHED = Set.of("url", "headers", "auth");

  private final StringBuilder out = new StringBuilder();

  private Template() {}

  private static final String AGENT = "planner";

  /** The text of the file. */
  public static String text() {
    var template = new Template();
    template.prose(
        "# ",
        "Configuration of Brattice. Every key may be left out; a line that begins with # and a key"
            + " shows the default or an example. Environment variables such as "
            + Keys.at("audit.durability").orElseThrow().variable()
            + " and flags win over this file. `brattice config show` prints what is in effect.");
    template.section("", 0);
    return template.out.toString();
  }

  private void section(String path, int depth) {
    for (String below : Keys.below(path)) {
      String child = path.isEmpty() ? below : path + "." + below;
      if (path.equals("agents")) {
        head(child, AGENT, depth);
        section(child, depth + 1);
      } else if (below.equals("*")) {
        server(child, STARTED, OF_STARTED, depth);
        server(child, REACHED, OF_REACHED, depth);
      } else if (Keys.section(child).isPresent()) {
        head(child, below, depth);
        section(child, depth + 1);
      } else {
        entry(Keys.at(child).orElseThrow(), below, depth);
      }
    }
  }

  /** One server cannot have every key: it is either started or reached. */
  private void server(String path, String name, Set<String> keys, int depth) {
    head(path, name, depth);
    for (String below : Keys.below(path)) {
      if (keys.contains(below) && Keys.section(path + "." + below).isPresent()) {
        head(path + "." + below, below, depth + 1);
        section(path + "." + below, depth + 2);
      } else if (keys.contains(below)) {
        entry(Keys.at(path + "." + below).orElseThrow(), below, depth + 1);
      }
    }
  }

  private void head(String path, String name, int depth) {
    gap(depth);
    prose(comment(depth), Keys.section(path).orElseThrow());
    out.append('#').append("  ".repeat(depth)).append(name).append(":\n");
  }

  private void entry(Key key, String name, int depth) {
    gap(depth);
    String choices = key.choices().isEmpty() ? "" : " One of: " + String.join(", ", key.choices());
    prose(comment(depth), key.description() + choices + (choices.isEmpty() ? "" : "."));
    // The version alone is no comment: it says how to read the rest.
    out.append(key.path().equals("version") ? "" : "#")
        .append("  ".repeat(depth))
        .append(name)
        .append(": ")
        .append(key.example())
        .append('\n');
  }

  private void gap(int depth) {
    if (depth == 0) {
      out.append('\n');
    }
  }

  private static String comment(int depth) {
    return depth == 0 ? "# " : "#" + "  ".repeat(depth) + "# ";
  }

  private void prose(String margin, String text) {
    for (String line : wrapped(text, WIDTH - margin.length())) {
      out.append(margin).append(line).append('\n');
    }
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (text.length() - start > width) {
      int end = text.lastIndexOf(' ', start + width);
      int cut = end <= start ? start + width : end;
      lines.add(text.substring(start, cut));
      start = end <= start ? cut : cut + 1;
    }
    lines.add(text.substring(start));
    return lines;
  }
}
