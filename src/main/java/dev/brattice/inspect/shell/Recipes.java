package dev.brattice.inspect.shell;

/** The commands in a file for {@code make}. */
final class Recipes {
  private Recipes() {}

  /** The recipe lines of {@code makefile}, one command line each. */
  static String commands(String makefile) {
    var commands = new StringBuilder();
    for (int from = 0; from < makefile.length(); ) {
      int end = makefile.indexOf('\n', from);
      end = end < 0 ? makefile.length() : end;
      int start = from;
      if (makefile.charAt(from) != '\t') {
        int semicolon = makefile.indexOf(';', from);
        start = semicolon >= 0 && semicolon < end ? semicolon + 1 : end;
      }
      while (start < end && " \t@-+".indexOf(makefile.charAt(start)) >= 0) {
        start++;
      }
      commands.append(makefile, start, end).append('\n');
      from = end + 1;
    }
    return commands.toString();
  }
}
