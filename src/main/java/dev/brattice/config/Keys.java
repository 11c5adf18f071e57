package dev.brattice.config;

import dev.brattice.config.Key.Kind;
import dev.brattice.json.JsonLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every key of the configuration, once: loading, showing, the schema and the template all read this
 * table.
 */
final class Keys {
  /** The least size of a message, in bytes, that may be set as the greatest. */
  static final int FRAME_BYTES_LEAST = 64 << 10;

  private static final int FRAME_BYTES_MOST = 512 << 20;

  private static final int PORT_MOST = 65_535;
  private static final int CALLS_MOST = 1_000_000;
  private static final int CONCURRENT_MOST = 4_096;

  /** What the sections are for, in order. */
  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  private static final List<Key> ALL = new ArrayList<>();

  static {
    SECTIONS.put("servers", "Tool servers by the name that policies and records use for them.");
    SECTIONS.put("servers.*", "One tool server.");
    SECTIONS.put(
        "servers.*.auth",
        "Tokens for the server, which an authority grants; instead of a header Authorization.");
    SECTIONS.put("agents", "Agents by the name that policies and records use for them.");
    SECTIONS.put("agents.*", "One agent that is reached over Agent2Agent.");
    SECTIONS.put("listen", "Where the gateway listens for clients over HTTP.");
    SECTIONS.put("listen.tls", "Encryption of what comes in, with the certificates of callers.");
    SECTIONS.put("identity", "Who may come in over HTTP; without it, whoever reaches the address.");
    SECTIONS.put("identity.api_keys", "Programs that come with a key.");
    SECTIONS.put("identity.jwt", "Callers with access tokens of an authority (OAuth 2.1).");
    SECTIONS.put("policy", "What is allowed.");
    SECTIONS.put("inspect", "The detectors.");
    SECTIONS.put("provenance", "Where arguments come from.");
    SECTIONS.put("audit", "The evidence of what was decided.");
    SECTIONS.put("limits", "Bounds on what is accepted.");

    ALL.add(integer("version", 1, 1, 1, "Version of this file's format."));
    choice(
        "mode",
        "Whether verdicts are carried out (enforce), or only recorded while everything passes"
            + " (audit).",
        "enforce",
        "audit");
    choice(
        "deny_as",
        "What a client gets for a denied tool call: a result that agents read and go on from, or a"
            + " JSON-RPC error.",
        "result",
        "error");
    ALL.add(
        texts(
            "servers.*.command",
            1,
            List.of(),
            "[npx, -y, \"@modelcontextprotocol/server-filesystem\", \".\"]",
            "Program and arguments of a server that speaks over standard input and output."));
    ALL.add(
        new Key(
            "servers.*.env",
            Kind.PAIRS,
            List.of(),
            0,
            0,
            new Value.Pairs(Map.of()),
            "{LOG_LEVEL: warn}",
            "Environment variables that the server gets beside those of this program."));
    ALL.add(
        text(
            "servers.*.cwd",
            ".",
            "Folder in which the server starts, relative to this file; by default the one in which"
                + " this program runs."));
    ALL.add(
        text(
            "servers.*.url",
            "https://tools.example/mcp",
            "Address of a server that speaks over HTTP; instead of command."));
    ALL.add(
        new Key(
            "servers.*.headers",
            Kind.PAIRS,
            List.of(),
            0,
            0,
            new Value.Pairs(Map.of()),
            "{X-API-Key: \"${TOOLS_KEY}\"}",
            "Headers of every request to url. ${NAME} stands for an environment variable,"
                + " ${file:PATH} for the text of a file, relative to this one; credentials must"
                + " come from one of these."));
    GrantKeys.add(ALL);
    ALL.add(
        text(
            "servers.*.trust_domain",
            "workspace",
            "Group of servers that may hear the same things; by default the server's own name, so"
                + " each server is alone."));
    ALL.add(
        text(
            "agents.*.url",
            "https://agent.example/",
            "Address of the agent below which its card is, or of the card where it ends with .json."
                + " Only interfaces of the same origin are used."));
    ALL.add(
        new Key(
            "agents.*.headers",
            Kind.PAIRS,
            List.of(),
            0,
            0,
            new Value.Pairs(Map.of()),
            "{Authorization: \"Bearer ${AGENT_TOKEN}\"}",
            "Headers of every request to the agent, written as for servers; the caller's own never"
                + " reach it."));
    ALL.add(
        text(
            "agents.*.trust_domain",
            "partners",
            "Group of servers and agents that may hear the same things; by default the agent's own"
                + " name."));
    ALL.add(
        text(
            "agents.*.card_keys",
            "agent-keys.json",
            "File of a JWK set of public keys, relative to this file. Where it is set, the agent's"
                + " card must be signed by one of them."));
    ALL.add(
        new Key(
            "listen.host",
            Kind.TEXT,
            List.of(),
            0,
            0,
            new Value.Text("127.0.0.1"),
            "127.0.0.1",
            "Address on which `serve` listens; one of this machine's loopback addresses, or any where"
                + " `identity` says who may come in."));
    ALL.add(
        integer(
            "listen.port", 0, PORT_MOST, 8787, "Port on which `serve` listens; 0 for a free one."));
    ALL.add(
        texts(
            "listen.hosts",
            0,
            List.of(),
            "[gateway.example]",
            "Names that the Host and Origin of requests may have beside those of this machine and"
                + " `listen.host`, without ports."));
    ListenKeys.add(ALL);
    ALL.add(
        text(
            "identity.api_keys.file",
            "keys.yaml",
            "File of the API keys that may come in, relative to this file: a list `keys` of name,"
                + " sha256 and roles. It is read at the start."));
    IdentityKeys.add(ALL);
    choice("policy.default", "What happens where no rule decides.", "allow", "deny");
    ALL.add(
        texts(
            "policy.files",
            0,
            List.of(ShippedPolicy.NAME),
            "[standard]",
            "Policy files, relative to this file; the word standard is the policy that comes with"
                + " this program."));
    choice(
        "inspect.on_detector_failure",
        "What happens to a message when a detector fails on it.",
        "deny",
        "allow");
    choice(
        "provenance.mode",
        "How the origin of arguments is recognised: by the values of earlier results.",
        "precise");
    choice(
        "audit.durability",
        "Whether evidence is written before a call goes on (normal), or also flushed to the disk"
            + " (strict).",
        "normal",
        "strict");
    ALL.add(
        new Key(
            "audit.required",
            Kind.TRUTH,
            List.of(),
            0,
            0,
            new Value.Text("true"),
            "true",
            "Whether calls are denied while evidence cannot be written."));
    ALL.add(
        integer(
            "limits.frame_bytes_max",
            FRAME_BYTES_LEAST,
            FRAME_BYTES_MOST,
            JsonLimits.MESSAGE.bytesMax(),
            "Size of the largest message that is accepted, in bytes. The default passes within the"
                + " program's 768 MiB of heap; a larger one needs about ten times its size."));
    ALL.add(
        integer(
            "limits.calls_per_minute",
            0,
            CALLS_MOST,
            0,
            "HTTP requests that one principal may send in a minute, which may come at once; 0 for no"
                + " bound. One more is answered 429."));
    ALL.add(
        integer(
            "limits.concurrent_calls",
            1,
            CONCURRENT_MOST,
            256,
            "HTTP requests of one principal that may be under way at once. One more is answered"
                + " 429."));
  }

  private Keys() {}

  private static Key integer(String path, long least, long most, long absent, String description) {
    var value = new Value.Text(Long.toString(absent));
    return new Key(path, Kind.INTEGER, List.of(), least, most, value, value.text(), description);
  }

  /** The first choice is the default. */
  private static void choice(String path, String description, String... choices) {
    var absent = new Value.Text(choices[0]);
    ALL.add(new Key(path, Kind.CHOICE, List.of(choices), 0, 0, absent, absent.text(), description));
  }

  static Key text(String path, String example, String description) {
    return new Key(path, Kind.TEXT, List.of(), 0, 0, new Value.Text(""), example, description);
  }

  static Key texts(
      String path, long least, List<String> absent, String example, String description) {
    return new Key(
        path, Kind.TEXTS, List.of(), least, 0, new Value.Texts(absent), example, description);
  }

  /** All keys, in the order of the file. */
  static List<Key> all() {
    return List.copyOf(ALL);
  }

  /** The key at {@code path}, in which {@code *} stands for names of the operator's. */
  static Optional<Key> at(String path) {
    for (Key key : ALL) {
      if (key.path().equals(path)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The key at {@code path}, which may hold a name of the operator's; it must be there. */
  static Key named(String path) {
    int dot = path.indexOf('.');
    int end = path.indexOf('.', dot + 1);
    return at(path)
        .or(() -> at(path.substring(0, dot + 1) + "*" + path.substring(Math.max(end, dot))))
        .orElseThrow(() -> new IllegalArgumentException("not a key: " + path));
  }

  /** What the section at {@code path} is for; empty where there is no such section. */
  static Optional<String> section(String path) {
    return Optional.ofNullable(SECTIONS.get(path));
  }

  /** The names directly below {@code section}; the root is the empty path. */
  static Set<String> below(String section) {
    Set<String> names = new LinkedHashSet<>();
    String prefix = section.isEmpty() ? "" : section + ".";
    for (Key key : ALL) {
      if (key.path().startsWith(prefix)) {
        String rest = key.path().substring(prefix.length());
        int dot = rest.indexOf('.');
        names.add(dot < 0 ? rest : rest.substring(0, dot));
      }
    }
    return names;
  }
}
