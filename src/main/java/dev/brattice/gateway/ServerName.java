package dev.brattice.gateway;

import java.util.List;

/** What policy and records call a wrapped server when nobody named it: made from its command. */
public final class ServerName {
  private static final List<String> RUNNERS =
      List.of(
          "npx", "bunx", "pnpx", "uvx", "pipx", "node", "bun", "deno", "python", "python3", "uv",
          "docker", "sh", "bash", "env");

  private ServerName() {}

  /** {@code npx -y @modelcontextprotocol/server-filesystem .} is {@code filesystem}. */
  public static String of(List<String> command) {
    String program = base(command.getFirst());
    if (!RUNNERS.contains(program)) {
      return clean(program);
    }
    for (String word : command.subList(1, command.size())) {
      if (!word.startsWith("-") && !word.equals("run") && !word.equals("exec")) {
        return clean(packageOf(word));
      }
    }
    return clean(program);
  }

  /** The package that a path into it belongs to: the entry file's own name says little. */
  private static String packageOf(String word) {
    int modules = word.lastIndexOf("node_modules/");
    if (modules < 0) {
      return base(word);
    }
    String rest = word.substring(modules + "node_modules/".length());
    int scope = rest.startsWith("@") ? rest.indexOf('/') + 1 : 0;
    int end = rest.indexOf('/', scope);
    return rest.substring(scope, end < 0 ? rest.length() : end);
  }

  private static String base(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int version = name.indexOf('@', 1);
    return version > 0 ? name.substring(0, version) : name;
  }

  private static String clean(String name) {
    String plain = name;
    for (String end : List.of(".js", ".mjs", ".cjs", ".ts", ".py", ".sh", ".exe", ".cmd")) {
      if (plain.endsWith(end)) {
        plain = plain.substring(0, plain.length() - end.length());
      }
    }
    for (String start : List.of("mcp-server-", "server-", "mcp-")) {
      if (plain.startsWith(start) && plain.length() > start.length()) {
        plain = plain.substring(start.length());
      }
    }
    for (String end : List.of("-mcp-server", "-mcp", "-server")) {
      if (plain.endsWith(end) && plain.length() > end.length()) {
        plain = plain.substring(0, plain.length() - end.length());
      }
    }
    var kept = new StringBuilder();
    for (int i = 0; i < plain.length() && kept.length() < 64; i++) {
      char c = plain.charAt(i);
      kept.append(Character.isLetterOrDigit(c) || c == '-' || c == '.' ? c : '-');
    }
    return kept.isEmpty() ? "server" : kept.toString();
  }
}
