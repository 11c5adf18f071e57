package dev.brattice.inspect.shell;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.text.View;
import dev.brattice.inspect.text.Views;
import dev.brattice.json.JsonPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** The readings of this command line of {@code subject}. */
  public List<View> views(Subject subject) {
    return whole ? subject.views(leaf) : Views.of(text);
  }

  /** The command lines of {@code subject}. */
  public static List<CommandLine> of(Subject subject) {
    List<CommandLine> lines = new ArrayList<>();
    Map<JsonPlace, Leaf> programs = new HashMap<>();
    List<Leaf> leaves = subject.leaves();
    for (Leaf leaf : leaves) {
      if (isProgram(leaf)) {
        programs.put(leaf.place().parent(), leaf);
      }
    }
    Set<JsonPlace> joined = new HashSet<>();
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      if (leaf.role() != Role.COMMAND) {
        continue;
      }
      if (lines.size() >= LINES_MAX) {
        lines.add(rest(leaves.subList(i, leaves.size())));
        break;
      }
      if (isElement(leaf.place()) && !isListOfLines(leaf)) {
        int end = endOfArray(leaves, i);
        array(leaves.subList(i, end), programs, joined, lines);
        i = end - 1;
      } else if (isArguments(leaf) && programs.containsKey(leaf.place().parent())) {
        Leaf program = programs.getOrDefault(leaf.place().parent(), leaf);
        joined.add(program.place());
        lines.add(new CommandLine(leaf, program.value() + ' ' + leaf.value(), false));
      } else if (!leaf.value().isBlank()) {
        lines.add(new CommandLine(leaf, leaf.value(), true));
      }
    }
    lines.removeIf(line -> line.whole() && joined.contains(line.leaf().place()));
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
      Map<JsonPlace, Leaf> programs,
      Set<JsonPlace> joined,
      List<CommandLine> lines) {
    Leaf first = elements.getFirst();
    JsonPlace array = first.place().parent();
    Leaf program = programs.get(array.parent());
    var text = new StringBuilder();
    if (program != null && !program.place().equals(array)) {
      joined.add(program.place());
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
    JsonPlace parent = leaves.get(start).place().parent();
    int end = start;
    while (end < leaves.size()
        && leaves.get(end).role() == Role.COMMAND
        && leaves.get(end).place().parent().equals(parent)) {
      end++;
    }
    return end;
  }

  private static boolean isProgram(Leaf leaf) {
    if (leaf.place().isName()) {
      return false;
    }
    return switch (leaf.name()) {
      case "command", "cmd", "program", "executable", "binary", "bin", "file" ->
          leaf.place().token().equals(leaf.name());
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

  private static boolean isElement(JsonPlace place) {
    String token = place.token();
    return !token.isEmpty() && isDigit(token.charAt(0));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
