package dev.brattice.inspect.shell;

import dev.brattice.inspect.paths.Places;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What files hold that a command line writes on its way, so that it is known when they are run. */
final class WrittenFiles {
  /** How many files are remembered. */
  static final int FILES_MAX = 32;

  private final String home;
  private final Map<String, Flow> files = new HashMap<>();

  WrittenFiles(String home) {
    this.home = home;
  }

  /** Remembers what {@code file} holds; false where too many are remembered. */
  boolean remember(String file, String directory, Flow content) {
    if (content.text().length() > Flow.CHARS_MAX) {
      return true;
    }
    String path = absolute(file, directory);
    if (files.size() >= FILES_MAX && !files.containsKey(path)) {
      return false;
    }
    files.put(path, content);
    return true;
  }

  /** What {@code file} holds, if it was written on the way. */
  Optional<Flow> content(String file, String directory) {
    return files.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(files.get(absolute(file, directory)));
  }

  /**
   * Remembers what {@code invocation} writes into files itself; false where too many are.
   *
   * @param output what it prints, where that is known
   */
  boolean after(Invocation invocation, Optional<Flow> output) {
    String directory = invocation.directory();
    boolean kept = true;
    if (output.isPresent()) {
      for (Opened opened : invocation.redirects()) {
        if (opened.writes() && !opened.isDescriptor()) {
          kept &= write(opened, directory, output.get());
        }
      }
    }
    return switch (invocation.program()) {
      case "tee", "sponge" -> fed(invocation, invocation.operands()) && kept;
      case "dd" -> fed(invocation, targets(invocation)) && kept;
      case "cp", "mv", "ln", "install" -> moved(invocation) && kept;
      default -> kept;
    };
  }

  private boolean write(Opened opened, String directory, Flow output) {
    String file = opened.target().text();
    Optional<Flow> before = opened.appends() ? content(file, directory) : Optional.empty();
    Flow all =
        before
            .filter(flow -> flow.text().length() + output.text().length() <= Flow.CHARS_MAX)
            .map(flow -> new Flow(flow.text() + output.text(), output.disguise(), output.made()))
            .orElse(output);
    return remember(file, directory, all);
  }

  private boolean fed(Invocation invocation, List<Argument> targets) {
    boolean kept = true;
    if (invocation.input().isPresent()) {
      for (Argument target : targets) {
        kept &= remember(target.text(), invocation.directory(), invocation.input().get());
      }
    }
    return kept;
  }

  private static List<Argument> targets(Invocation dd) {
    return dd.arguments().stream()
        .filter(argument -> argument.text().startsWith("of="))
        .map(argument -> Options.rest(argument, 3))
        .toList();
  }

  private boolean moved(Invocation invocation) {
    List<Argument> operands = Options.operands(invocation.arguments(), "tmgoS");
    if (operands.size() != 2) {
      return true;
    }
    Optional<Flow> content = content(operands.getFirst().text(), invocation.directory());
    return content.isEmpty()
        || remember(operands.getLast().text(), invocation.directory(), content.get());
  }

  private String absolute(String file, String directory) {
    return file.startsWith("/dev/fd/") ? file : Places.literally(file, directory, home).path();
  }
}
