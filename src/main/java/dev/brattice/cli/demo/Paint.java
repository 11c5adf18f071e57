package dev.brattice.cli.demo;

import java.io.PrintStream;
import java.util.Map;

/** Prints lines, in colour where that is wanted. */
record Paint(PrintStream out, boolean colour) {
  /** Set by the launcher when standard output is a terminal. */
  static final String TERMINAL_PROPERTY = "brattice.terminal.out";

  /** Whether standard output is a terminal and its user has not asked for no colour. */
  static boolean isWanted(Map<String, String> environment) {
    return Boolean.getBoolean(TERMINAL_PROPERTY)
        && !environment.containsKey("NO_COLOR")
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  void heading(String text) {
    out.println();
    out.println(wrap("1", text));
  }

  void passed(String text, String aside) {
    out.println("  " + wrap("32", "passed ") + " " + text + dim(aside));
  }

  void blocked(String text, String aside) {
    out.println("  " + wrap("31", "blocked") + " " + text + dim(aside));
  }

  void wrong(String text) {
    out.println("  " + wrap("1;31", "WRONG  ") + " " + text);
  }

  void detail(String who, String text) {
    out.println("          " + wrap("2", who + ": ") + text);
  }

  void line(String text) {
    out.println(text);
  }

  private String dim(String aside) {
    return aside.isEmpty() ? "" : "  " + wrap("2", aside);
  }

  private String wrap(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
