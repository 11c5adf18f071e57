package dev.brattice.cli;

import dev.brattice.json.JsonString;
import dev.brattice.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries that make common clients start a server through Brattice, ready to paste. */
final class ClientEntries {
  private static final List<String> EXAMPLE =
      List.of("npx", "-y", "@modelcontextprotocol/server-filesystem", ".");

  private final List<String> command;

  /**
   * Entries that start {@code launcher}.
   *
   * @param configuration the configuration file to name; the default one when empty
   */
  ClientEntries(String launcher, Optional<String> configuration) {
    List<String> words = new ArrayList<>(List.of(launcher, "wrap", "--name", "files"));
    configuration.ifPresent(
        file -> {
          words.add("--config");
          words.add(file);
        });
    words.add("--");
    words.addAll(EXAMPLE);
    this.command = List.copyOf(words);
  }

  /** All entries, each with the client's name and where it goes. */
  String text() {
    return section("Claude Code: run", "claude mcp add files -- " + shell(command))
        + section(
            "Claude Desktop (claude_desktop_config.json), Cursor (.cursor/mcp.json), Gemini CLI"
                + " (.gemini/settings.json), Windsurf (mcp_config.json), a project's .mcp.json",
            json("mcpServers", ""))
        + section("VS Code (.vscode/mcp.json)", json("servers", "\"type\": \"stdio\",\n      "))
        + section("Codex (~/.codex/config.toml)", toml());
  }

  private static String section(String where, String what) {
    return "# " + where + "\n" + what + "\n\n";
  }

  /** Laid out by hand: it is pasted into files that people read. */
  private String json(String servers, String first) {
    return """
        {
          "%s": {
            "files": {
              %s"command": %s,
              "args": %s
            }
          }
        }"""
        .formatted(servers, first, program(), arguments());
  }

  private String toml() {
    return "[mcp_servers.files]\ncommand = " + program() + "\nargs = " + arguments();
  }

  /** As JSON, which TOML spells the same way. */
  private String program() {
    return JsonWriter.text(new JsonString(command.getFirst()));
  }

  private String arguments() {
    var words = new StringBuilder("[");
    for (String word : command.subList(1, command.size())) {
      words.append(words.length() == 1 ? "" : ", ").append(JsonWriter.text(new JsonString(word)));
    }
    return words.append(']').toString();
  }

  private static String shell(List<String> words) {
    return String.join(" ", words.stream().map(ClientEntries::quoted).toList());
  }

  private static String quoted(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && "@%+=:,./-_".indexOf(c) < 0) {
        return "'" + word.replace("'", "'\\''") + "'";
      }
    }
    return word;
  }
}
