package dev.brattice.inspect;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import java.util.Locale;
import java.util.Set;

/**
 * Tells what the strings of one message are for: from their places, their names, the tool and their
 * shapes. Remembers the last name: many strings can stand under one. Not thread-safe.
 */
public final class Roles {
  /** The longest value whose shape is looked at; longer ones are judged by name alone. */
  static final int SHAPE_CHARS_MAX = 65_536;

  private final Direction direction;
  private final Set<String> tool;
  private final boolean shell;
  private final boolean code;
  // Invariant: what the last name says.
  private String lastName = "";
  private String lastPlain = "";
  private boolean lastIsPath;

  /**
   * The roles of strings of one message.
   *
   * @param direction which way the material flows; only arguments are run or opened
   * @param tool the tool concerned
   */
  public Roles(Direction direction, ToolRef tool) {
    this.direction = direction;
    this.tool = direction == Direction.ARGUMENTS ? ToolWords.of(tool.tool()) : Set.of();
    this.shell = meets(RoleWords.SHELL_WORDS);
    this.code =
        meets(RoleWords.CODE_WORDS) && (meets(RoleWords.RUN_WORDS) || this.tool.size() == 1);
  }

  /**
   * What a string is for.
   *
   * @param name the nearest member name around the string; empty at the root
   * @param value the string
   * @param isName whether the string is itself a member name
   */
  public Role of(String name, String value, boolean isName) {
    if (isName) {
      return direction == Direction.ARGUMENTS && PathShape.isPlain(value) ? Role.PATH : Role.NAME;
    }
    if (direction != Direction.ARGUMENTS) {
      return PathShape.isUrl(value) ? Role.URL : Role.CONTENT;
    }
    if (!name.equals(lastName)) {
      lastName = name;
      lastPlain = plain(name);
      lastIsPath = PathShape.isPlain(name);
    }
    // Invariant: a value filed under a path is that file's content, whatever it looks like.
    return lastIsPath ? Role.CONTENT : argument(lastPlain, value);
  }

  /** As {@link #of} for a single string. */
  public static Role roleOf(
      Direction direction, ToolRef tool, String name, String value, boolean isName) {
    return new Roles(direction, tool).of(name, value, isName);
  }

  /** Whether the name of {@code tool} says that it starts programs or runs code. */
  public static boolean runs(ToolRef tool) {
    for (String word : ToolWords.of(tool.tool())) {
      if (RoleWords.RUN_WORDS.contains(word) || RoleWords.SHELL_WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code name} says that its value is a path, whatever the value looks like. */
  public static boolean namesPath(String name) {
    String plain = plain(name);
    return RoleWords.PATH_NAMES.contains(plain)
        || plain.endsWith("path")
        || plain.endsWith("file")
        || plain.endsWith("filename")
        || plain.endsWith("dir")
        || plain.endsWith("directory")
        || plain.endsWith("folder");
  }

  /** The end of {@code name} in lower case without the signs that separate words. */
  static String plain(String name) {
    int from = Math.max(0, name.length() - Leaf.NAME_CHARS_MAX);
    var plain = new StringBuilder(name.length() - from);
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && c != ' ' && c != '.') {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  private Role argument(String name, String value) {
    if (RoleWords.COMMAND_NAMES.contains(name)) {
      return shell || !isBareWord(value) ? Role.COMMAND : Role.OTHER;
    }
    if (RoleWords.ARGUMENT_NAMES.contains(name)
        && (shell || name.startsWith("arg") && meets(RoleWords.RUN_WORDS))) {
      return Role.COMMAND;
    }
    if (name.equals("script") && !code) {
      return shell || meets(RoleWords.RUN_WORDS) ? Role.COMMAND : Role.CONTENT;
    }
    if (RoleWords.CODE_NAMES.contains(name)
        && (code || isCodeName(name) && meets(RoleWords.RUN_WORDS))) {
      return Role.CODE;
    }
    if (namesPath(name) && value.length() <= SHAPE_CHARS_MAX && value.indexOf('\n') < 0) {
      return PathShape.isUrl(value) ? Role.URL : Role.PATH;
    }
    if (shell && isCommandInput(name, value)) {
      return Role.COMMAND;
    }
    if (RoleWords.CONTENT_NAMES.contains(name)) {
      return Role.CONTENT;
    }
    return byNameOrShape(name, value);
  }

  private Role byNameOrShape(String name, String value) {
    if (RoleWords.QUERY_NAMES.contains(name)
        || name.equals("query")
            && (meets(RoleWords.DATABASE_WORDS) || beginsWithQueryVerb(value))) {
      return Role.QUERY;
    }
    if (PathShape.isUrl(value)) {
      return Role.URL;
    }
    if (PathShape.is(value)) {
      return Role.PATH;
    }
    if (RoleWords.URL_NAMES.contains(name) || name.endsWith("url") || name.endsWith("uri")) {
      return Role.URL;
    }
    return isCodeName(name) && !isBareWord(value) ? Role.CONTENT : Role.OTHER;
  }

  private static boolean isCodeName(String name) {
    return name.equals("code")
        || name.equals("source")
        || name.endsWith("code")
        || name.equals("script")
        || name.equals("javascript")
        || name.equals("python")
        || name.equals("function")
        || name.equals("snippet");
  }

  private static boolean isCommandInput(String name, String value) {
    if (RoleWords.BESIDE_COMMAND.contains(name) || value.isEmpty()) {
      return false;
    }
    return switch (name) {
      case "input", "text", "line", "data", "keys", "value", "code", "q", "query", "" -> true;
      default ->
          !RoleWords.CONTENT_NAMES.contains(name) && !PathShape.isUrl(value) && hasBlank(value);
    };
  }

  private static boolean beginsWithQueryVerb(String value) {
    int start = 0;
    while (start < value.length() && value.charAt(start) <= ' ') {
      start++;
    }
    int end = start;
    while (end < value.length() && end - start < 10 && Character.isLetter(value.charAt(end))) {
      end++;
    }
    return end < value.length()
        && value.charAt(end) <= ' '
        && RoleWords.QUERY_VERBS.contains(value.substring(start, end).toLowerCase(Locale.ROOT));
  }

  /** One word of letters, digits, hyphens and underscores, such as an operation's name. */
  private static boolean isBareWord(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBlank(String value) {
    return value.indexOf(' ') >= 0 || value.indexOf('\t') >= 0 || value.indexOf('\n') >= 0;
  }

  private boolean meets(Set<String> sought) {
    for (String word : tool) {
      if (sought.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
