package dev.brattice.inspect.paths;

import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.ToolWords;
import dev.brattice.inspect.Touch.Action;
import dev.brattice.json.JsonPlace;
import java.util.Locale;
import java.util.Set;

/**
 * What a call does to the files it names, told from the tool's name or from the operation that the
 * tool is asked for.
 *
 * @param action what is done to them
 * @param moves whether they go from one place to another
 */
public record ToolVerb(Action action, boolean moves) {
  private static final Set<String> READ =
      Set.of(
          "read",
          "get",
          "view",
          "cat",
          "open",
          "load",
          "show",
          "list",
          "ls",
          "search",
          "grep",
          "find",
          "glob",
          "stat",
          "head",
          "tail",
          "tree",
          "info",
          "exists",
          "fetch",
          "describe",
          "download",
          "lookup",
          "query",
          "preview",
          "summarize",
          "summarise",
          "extract",
          "parse",
          "count",
          "diff",
          "check",
          "analyze",
          "analyse",
          "inspect",
          "scan",
          "hash",
          "resources",
          "attach",
          "send",
          "upload",
          "share",
          "email",
          "mail",
          "import",
          "convert");

  private static final Set<String> WRITE =
      Set.of(
          "write",
          "create",
          "edit",
          "save",
          "append",
          "put",
          "update",
          "insert",
          "replace",
          "patch",
          "move",
          "rename",
          "mkdir",
          "touch",
          "chmod",
          "apply",
          "modify",
          "overwrite",
          "store",
          "multiedit",
          "editor",
          "copy",
          "extractto",
          "unzip",
          "symlink",
          "link");

  private static final Set<String> DELETE =
      Set.of("delete", "remove", "rm", "unlink", "trash", "purge", "erase", "rmdir");

  private static final Set<String> EXECUTE = Set.of("run", "exec", "execute", "launch", "spawn");

  /** What the call of {@code subject} does. Looks at its leaves once. */
  public static ToolVerb of(Subject subject) {
    Action action = ofWord(operation(subject));
    Set<String> words = ToolWords.of(subject.material().tool().tool());
    if (action == Action.ANY) {
      action = ofWords(words);
    }
    return new ToolVerb(action, words.contains("move") || words.contains("rename"));
  }

  /** What the call does to the file named by {@code leaf}: copying only reads its source. */
  public Action on(Leaf leaf) {
    String name = leaf.name().toLowerCase(Locale.ROOT);
    boolean from = name.startsWith("source") || name.startsWith("src") || name.startsWith("from");
    return action == Action.WRITE && from && !moves ? Action.READ : action;
  }

  /** The value of an argument that chooses among a tool's operations; empty for none. */
  private static String operation(Subject subject) {
    for (Leaf leaf : subject.leaves()) {
      boolean chooses =
          switch (leaf.name()) {
            case "command", "action", "operation", "op", "method", "mode" ->
                isTop(leaf.place()) && leaf.value().length() <= 24;
            default -> false;
          };
      if (chooses && !leaf.value().equals(leaf.name())) {
        return leaf.value();
      }
    }
    return "";
  }

  private static boolean isTop(JsonPlace place) {
    return !place.isRoot() && place.parent().isRoot();
  }

  private static Action ofWord(String written) {
    return written.isEmpty() ? Action.ANY : ofWords(ToolWords.of(written));
  }

  /** The word that weighs most: find_and_replace writes, whatever it reads before. */
  private static Action ofWords(Set<String> words) {
    Action found = Action.ANY;
    for (String word : words) {
      Action action = meaning(word);
      if (weight(action) > weight(found)) {
        found = action;
      }
    }
    return found;
  }

  private static Action meaning(String word) {
    if (DELETE.contains(word)) {
      return Action.DELETE;
    }
    if (WRITE.contains(word)) {
      return Action.WRITE;
    }
    if (READ.contains(word)) {
      return Action.READ;
    }
    return EXECUTE.contains(word) ? Action.EXECUTE : Action.ANY;
  }

  private static int weight(Action action) {
    return switch (action) {
      case DELETE -> 4;
      case WRITE -> 3;
      case EXECUTE -> 2;
      case READ -> 1;
      case ANY, CONNECT -> 0;
    };
  }
}
