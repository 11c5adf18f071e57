package dev.brattice.provenance;

/**
 * Picks the environment variables out of a text. A program that was given variables may print
 * something else altogether, in which {@code token: x} is no secret.
 */
final class VariableListing {
  private static final String[] PREFIXES = {"declare -x ", "export "};

  private VariableListing() {}

  /**
   * The lines of {@code text} that are variables; all of it where most are, or where it is JSON.
   */
  static String of(String text) {
    if (text.stripLeading().startsWith("{")) {
      return text;
    }
    var variables = new StringBuilder();
    int found = 0;
    int lines = 0;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      lines += end > from ? 1 : 0;
      if (isVariable(text, from, end)) {
        found++;
        variables.append(text, from, end).append('\n');
      }
      from = end + 1;
    }
    if (found == 0 && lines == 1) {
      // The value of the one variable that was asked for.
      return text;
    }
    // Values over several lines make lines that are none.
    return found * 2 >= lines ? text : variables.toString();
  }

  private static boolean isVariable(String text, int from, int end) {
    int i = from;
    for (String prefix : PREFIXES) {
      i = text.startsWith(prefix, i) ? i + prefix.length() : i;
    }
    int name = i;
    while (i < end && isNamePart(text.charAt(i), i == name)) {
      i++;
    }
    return i > name && i < end && text.charAt(i) == '=';
  }

  private static boolean isNamePart(char c, boolean first) {
    return c == '_'
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (!first && c >= '0' && c <= '9');
  }
}
