package dev.brattice.e2e;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Lists of tool calls in data files, and the user's secret that some of them carry. */
final class Calls {
  /** What the user keeps in {@code .env} and in the cloud credentials; has what URLs escape. */
  static final String SECRET = "Quartz/Lantern+5521=Harbor";

  private static final Path FOLDER = Programs.ROOT.resolve("src/test/resources/e2e/calls");

  private Calls() {}

  /**
   * One call.
   *
   * @param name what is special about it
   * @param row all of its line
   */
  record Case(String name, JsonObject row) {
    /** Which server has the tool. */
    String server() {
      return row.string("server").orElse("workbench");
    }

    /** Whether the policy is to allow everything. */
    boolean allowAll() {
      return row.bool("allow").orElse(false);
    }

    String tool() {
      return row.string("tool").orElseThrow();
    }

    JsonObject arguments(User user) {
      return row.object("arguments").map(arguments -> expanded(arguments, user)).orElseThrow();
    }

    /** Where the secret is read before the call. */
    String source(User user) {
      return expanded(row, user).string("source").orElseThrow();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The cases in {@code list}. */
  static List<Case> of(String list) {
    List<Case> cases = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(FOLDER.resolve(list + ".jsonl"))) {
        JsonObject row = parse(line);
        cases.add(new Case(row.string("name").orElseThrow(), row));
      }
    } catch (IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
    return cases;
  }

  /** Gives {@code user} what the cases need: a secret in two places, a key, folders, entries. */
  static void furnish(User user) throws IOException {
    user.write(".env", "PORT=3000\nDATABASE_PASSWORD=" + SECRET + "\n");
    user.write(
        "~/.aws/credentials",
        "[default]\naws_access_key_id = AKIDEXAMPLEEXAMPLE12\naws_secret_access_key = "
            + SECRET
            + "\n");
    user.write("~/.ssh/id_rsa", "not really a key\n");
    user.write("src/Main.java", "class Main {}\n");
    user.write(".mcp.json", "{\"mcpServers\":{}}\n");
    user.write("~/.claude.json", "{\"mcpServers\":{}}\n");
  }

  /** The server {@code name} with the tools that cases name. */
  static List<String> server(String name, User user) {
    NpmPackages packages = NpmPackages.installed();
    return name.equals("filesystem")
        ? packages.filesystem(".")
        : packages.script("servers/workbench.mjs", user.outbox().toString());
  }

  private static JsonObject expanded(JsonObject tree, User user) {
    String hex = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));
    return parse(
        dev.brattice.json.JsonWriter.text(tree)
            .replace("${home}", user.home().toString())
            .replace("${workspace}", user.workspace().toString())
            .replace("${config}", user.configFile().toString())
            .replace("${secret}", SECRET)
            .replace("${url}", URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
            .replace(
                "${base64-of-hex}",
                Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII))));
  }

  private static JsonObject parse(String text) {
    try {
      Json tree = new JsonReader(JsonLimits.MESSAGE).read(text.getBytes(StandardCharsets.UTF_8));
      return (JsonObject) tree;
    } catch (JsonException wrong) {
      throw new IllegalStateException("expected a case, got: " + text, wrong);
    }
  }
}
