package dev.brattice.inspect.shell;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One command line of a call, put together from as many strings as it was given in.
 *
 * @param leaf the string that it begins in
 * @param text the command line
 * @param whole whether the text is the leaf's and nothing else
 */
public record CommandLine(Leaf leaf, String text, boolean whole) {
  /** How many command lines of one call are followed apart; the rest is followed as one. */
  public static final int LINES_MAX = 256;

  /** The place of a span of this command line. */
  public Locus locus(int start, int end) {
    return whole ? leaf.locus(start, Math.max(start, end)) : leaf.locus();
  }

  /** The command lines of {@code subject}. */
  public static List<CommandLine> of(Subject subject) {
    List<CommandLine> lines = new ArrayList<>();
    Map<String, Leaf> programs = new HashMap<>();
    List<Leaf> leaves = subject.leaves();
    for (Leaf leaf : leaves) {
      if (isProgram(leaf)) {
        programs.put(parent(leaf.pointer()), leaf);
      }
    }
    Map<String, StringBuilder> joined = new HashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      if (leaf.role() != Role.COMMAND) {
        continue;
      }
      if (lines.size() >= LINES_MAX) {
        lines.add(rest(leaves.subList(i, leaves.size())));
        break;
      }
      if (isElement(leaf.pointer()) && !isListOfLines(leaf)) {
        int end = endOfArray(leaves, i);
        array(leaves.subList(i, end), programs, joined, lines);
        i = end - 1;
      } else if (isArguments(leaf) && programs.containsKey(parent(leaf.pointer()))) {
        Leaf program = programs.getOrDefault(parent(leaf.pointer()), leaf);
        joined.put(program.pointer(), new StringBuilder(program.value()));
        lines.add(new CommandLine(leaf, program.value() + ' ' + leaf.value(), false));
      } else if (!leaf.value().isBlank()) {
        lines.add(new CommandLine(leaf, leaf.value(), true));
      }
    }
    lines.removeIf(line -> line.whole() && joined.containsKey(line.leaf().pointer()));
    return lines;
  }

  private static CommandLine rest(List<Leaf> leaves) {
    var text = new StringBuilder();
    for (Leaf leaf : leaves) {
      if (leaf.role() == Role.COMMAND) {
        text.append(leaf.value()).append('\n');
      }
    }
    return new CommandLine(leaves.getFirst(), text.toString(), false);
  }

  private static void array(
      List<Leaf> elements,
      Map<String, Leaf> programs,
      Map<String, StringBuilder> joined,
      List<CommandLine> lines) {
    Leaf first = elements.getFirst();
    Leaf program = programs.get(parent(parent(first.pointer())));
    var text = new StringBuilder();
    if (program != null && !program.pointer().equals(parent(first.pointer()))) {
      joined.put(program.pointer(), text);
      text.append(program.value());
    } else if (elements.size() == 1) {
      lines.add(new CommandLine(first, first.value(), true));
      return;
    }
    for (Leaf element : elements) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(CodeCommands.quoted(element.value()));
    }
    lines.add(new CommandLine(program == null ? first : program, text.toString(), false));
  }

  private static int endOfArray(List<Leaf> leaves, int start) {
    String parent = parent(leaves.get(start).pointer());
    int end = start;
    while (end < leaves.size()
        && leaves.get(end).role() == Role.COMMAND
        && parent(leaves.get(end).pointer()).equals(parent)) {
      end++;
    }
    return end;
  }

  private static boolean isProgram(Leaf leaf) {
    return switch (leaf.name()) {
      case "command", "cmd", "program", "executable", "binary", "bin", "file" ->
          leaf.pointer().endsWith("/" + leaf.name());
      default -> false;
    };
  }

  private static boolean isArguments(Leaf leaf) {
    return switch (leaf.name()) {
      case "args", "arguments", "argv", "params", "flags" -> true;
      default -> false;
    };
  }

  private static boolean isListOfLines(Leaf leaf) {
    return leaf.name().endsWith("s") && !isArguments(leaf);
  }

  private static boolean isElement(String pointer) {
    int slash = pointer.lastIndexOf('/');
    return slash >= 0 && slash + 1 < pointer.length() && isDigit(pointer.charAt(slash + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String parent(String pointer) {
    int slash = pointer.lastIndexOf('/');
    return slash < 0 ? "" : pointer.substring(0, slash);
  }
}
