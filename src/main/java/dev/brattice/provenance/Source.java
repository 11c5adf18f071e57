package dev.brattice.provenance;

import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Inspection;
import dev.brattice.inspect.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a call read, and so what its result is.
 *
 * @param extent how much of the result is sensitive by where it comes from
 * @param category confidentiality category of that
 * @param name what was read; empty where unknown
 * @param sensitive paths whose content is sensitive
 * @param harmless other paths whose content may be in the same result
 */
record Source(
    Extent extent, String category, String name, List<String> sensitive, List<String> harmless) {
  /** The category of credentials. */
  static final String SECRET = "secret";

  /** Files of one result that are told apart; more are all taken for sensitive. */
  static final int PATHS_MAX = 64;

  private static final Set<String> ENVIRONMENT_PROGRAMS =
      Set.of("env", "printenv", "set", "export", "declare", "compgen");
  private static final Set<String> ENVIRONMENT_WORDS =
      Set.of("env", "environ", "environment", "printenv", "getenv", "dotenv");

  /** Programs that keep secrets and show nothing else worth keeping. */
  private static final Set<String> STORES =
      Set.of("pass", "gopass", "op", "bw", "lpass", "vault", "secret-tool", "sops", "doppler");

  /** Words of the names of tools that show rows of a database. */
  private static final Set<String> DATABASE_WORDS =
      Set.of(
          "sql",
          "postgres",
          "postgresql",
          "mysql",
          "mariadb",
          "sqlite",
          "mongo",
          "mongodb",
          "database",
          "db",
          "query",
          "duckdb",
          "supabase",
          "bigquery",
          "snowflake");

  private static final Set<String> WRITING_WORDS =
      Set.of("set", "put", "write", "create", "delete", "unset", "update", "remove");

  /** Programs that show a file; others show what they made of it. */
  private static final Set<String> READERS =
      Set.of(
          "cat",
          "head",
          "tail",
          "less",
          "more",
          "sed",
          "awk",
          "grep",
          "egrep",
          "rg",
          "bat",
          "nl",
          "xxd",
          "od",
          "hexdump",
          "base64",
          "strings",
          "cut",
          "sort",
          "uniq",
          "tac",
          "rev",
          "tee",
          "type",
          "cd",
          "echo",
          "get-content");

  /** How much of a result is sensitive. */
  enum Extent {
    /** What detectors find in it. */
    FINDINGS,
    /** The values in it that stand under the name of a credential. */
    NAMED,
    /** The secret values of the variables listed in it. */
    VARIABLES,
    /** The secret values in it. */
    VALUES,
    /** All of it. */
    EVERYTHING
  }

  Source {
    boolean few = sensitive.size() + harmless.size() <= PATHS_MAX;
    sensitive = few ? List.copyOf(sensitive) : List.of();
    harmless = few ? List.copyOf(harmless) : List.of();
  }

  /** What a call of {@code tool} read, by what inspection of its arguments saw. */
  static Source of(ToolRef tool, Inspection call) {
    List<String> sensitive = new ArrayList<>();
    List<String> harmless = new ArrayList<>();
    Set<String> categories = new TreeSet<>();
    boolean shows = true;
    boolean reads = false;
    boolean environment = isEnvironment(tool.tool());
    boolean store = false;
    for (Touch touch : call.touches()) {
      if (touch.kind() == Touch.Kind.PROGRAM) {
        environment |= ENVIRONMENT_PROGRAMS.contains(touch.name());
        shows &= READERS.contains(touch.name());
        store |= STORES.contains(touch.name());
      } else if (!touch.categories().isEmpty() && touch.action() != Touch.Action.DELETE) {
        reads |= touch.action() != Touch.Action.WRITE;
        sensitive.add(touch.name());
        categories.addAll(touch.categories());
      } else if (touch.kind() == Touch.Kind.PATH) {
        harmless.add(touch.name());
      }
    }
    if (!sensitive.isEmpty()) {
      String category = categories.contains(SECRET) ? SECRET : categories.iterator().next();
      Extent extent = reads && shows ? Extent.EVERYTHING : Extent.VALUES;
      return new Source(extent, category, sensitive.getFirst(), sensitive, harmless);
    }
    if (environment) {
      return new Source(Extent.VARIABLES, SECRET, "environment", List.of(), List.of());
    }
    if (store) {
      return new Source(Extent.VALUES, SECRET, "secret store", List.of(), List.of());
    }
    if (isDatabase(tool)) {
      return new Source(Extent.NAMED, SECRET, "database", List.of(), List.of());
    }
    String name = harmless.isEmpty() ? "" : harmless.getFirst();
    return new Source(Extent.FINDINGS, SECRET, name, List.of(), harmless);
  }

  private static boolean isDatabase(ToolRef tool) {
    for (String word : KeyName.words(tool.tool())) {
      if (DATABASE_WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a tool of this name shows the environment, such as {@code get-env}. */
  private static boolean isEnvironment(String tool) {
    boolean found = false;
    for (String word : KeyName.words(tool)) {
      if (WRITING_WORDS.contains(word)) {
        return false;
      }
      found |= ENVIRONMENT_WORDS.contains(word);
    }
    return found;
  }

  /**
   * What a line says about the lines below it, where it stands above a file's content in a result
   * of several: {@code src/app.ts:}.
   */
  Heading heading(String line) {
    if (harmless.isEmpty() || line.length() < 2 || line.charAt(line.length() - 1) != ':') {
      return Heading.NONE;
    }
    String path = line.substring(0, line.length() - 1).strip();
    if (path.indexOf('/') < 0 && path.indexOf('.') < 0) {
      // A key of a YAML file may have a folder's name.
      return Heading.NONE;
    }
    String suffix = path.startsWith("./") ? path.substring(1) : '/' + path;
    if (names(sensitive, path, suffix)) {
      return Heading.SENSITIVE;
    }
    return names(harmless, path, suffix) ? Heading.HARMLESS : Heading.NONE;
  }

  private static boolean names(List<String> paths, String path, String suffix) {
    for (String known : paths) {
      if (known.equals(path) || known.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** What a line says about the lines below it. */
  enum Heading {
    NONE,
    SENSITIVE,
    HARMLESS
  }
}
