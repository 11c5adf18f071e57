package dev.brattice.config;

import dev.brattice.audit.Durability;
import dev.brattice.enforce.DenyAs;
import dev.brattice.policy.DefaultAction;
import dev.brattice.proxy.Mode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes settings of the values that were set and of what is absent. */
final class SettingsReader {
  private static final String SERVERS = "servers.";
  private static final String AGENTS = "agents.";
  private static final String TRUST_DOMAIN = "trust_domain";

  private final Map<String, Layers.Sourced> values;

  /** Reads {@code values}, which were checked against {@link Keys}. */
  SettingsReader(Map<String, Layers.Sourced> values) {
    this.values = values;
  }

  /** The settings. */
  Settings settings() throws ConfigException {
    return new Settings(
        choice("mode", Mode.class),
        choice("deny_as", DenyAs.class),
        servers(),
        agents(),
        listen(),
        new Settings.Identity(
            place("identity.api_keys.file"),
            new AccessReader(this).jwt(),
            new AccessReader(this).agents()),
        new Settings.Policy(choice("policy.default", DefaultAction.class), policyFiles()),
        new Settings.Inspect(choice("inspect.on_detector_failure", Settings.OnFailure.class)),
        new Settings.Provenance(choice("provenance.mode", Settings.ProvenanceMode.class)),
        new Settings.Audit(
            choice("audit.durability", Durability.class), text("audit.required").equals("true")),
        new Settings.Limits(
            integer("limits.frame_bytes_max"),
            integer("limits.calls_per_minute"),
            integer("limits.concurrent_calls")));
  }

  /** The paths of everything that was set, in the order in which that was read. */
  Set<String> paths() {
    return values.keySet();
  }

  private Settings.Listen listen() throws ConfigException {
    return new Settings.Listen(
        text("listen.host"),
        integer("listen.port"),
        texts("listen.hosts"),
        new AccessReader(this).publicUrl(),
        tls());
  }

  /** A certificate without its key, or authorities of callers without either, is a slip. */
  private Optional<Settings.Tls> tls() throws ConfigException {
    Optional<Path> certificate = place("listen.tls.certificate");
    Optional<Path> key = place("listen.tls.key");
    Optional<Path> clientCa = place("listen.tls.client_ca");
    if (certificate.isPresent() && key.isPresent()) {
      return Optional.of(new Settings.Tls(certificate.get(), key.get(), clientCa));
    }
    if (certificate.isPresent() || key.isPresent() || clientCa.isPresent()) {
      throw new ConfigException(
          "expected both `listen.tls.certificate` and `listen.tls.key`, got one of `listen.tls`"
              + " without them");
    }
    return Optional.empty();
  }

  /** The operator's names in {@code section}, in the order of the file. */
  Set<String> names(String section) {
    String prefix = section + ".";
    Set<String> names = new LinkedHashSet<>();
    for (String path : values.keySet()) {
      if (path.startsWith(prefix)) {
        names.add(path.substring(prefix.length(), path.indexOf('.', prefix.length())));
      }
    }
    return names;
  }

  private Map<String, Settings.Agent> agents() throws ConfigException {
    Map<String, Settings.Agent> agents = new LinkedHashMap<>();
    for (String name : names("agents")) {
      String prefix = AGENTS + name + ".";
      agents.put(
          name,
          new Settings.Agent(
              remote(prefix), text(prefix + TRUST_DOMAIN), place(prefix + "card_keys")));
    }
    return agents;
  }

  private Map<String, Settings.Server> servers() throws ConfigException {
    Map<String, Settings.Server> servers = new LinkedHashMap<>();
    for (String name : names("servers")) {
      String prefix = SERVERS + name + ".";
      servers.put(name, new Settings.Server(reach(prefix), text(prefix + TRUST_DOMAIN)));
    }
    return servers;
  }

  private Settings.Reach reach(String prefix) throws ConfigException {
    if (text(prefix + "url").isEmpty()) {
      return new Settings.Reach.Child(
          texts(prefix + "command"), pairs(prefix + "env"), place(prefix + "cwd"));
    }
    Settings.Reach.Remote remote = remote(prefix);
    Optional<Settings.Grant> grant = new GrantReader(this, prefix + "auth.").grant();
    for (String header : remote.headers().keySet()) {
      if (grant.isPresent() && header.equalsIgnoreCase("Authorization")) {
        throw new ConfigException(
            get(prefix + "headers").source().text(),
            "expected either `" + prefix + "auth` or a header Authorization, got both");
      }
    }
    return new Settings.Reach.Remote(remote.url(), remote.headers(), grant);
  }

  private Settings.Reach.Remote remote(String prefix) throws ConfigException {
    var reader = new RemoteReader(prefix);
    return new Settings.Reach.Remote(
        reader.url(get(prefix + "url").source(), text(prefix + "url")),
        reader.headers(get(prefix + "headers").source(), pairs(prefix + "headers")),
        Optional.empty());
  }

  private List<Settings.PolicyFile> policyFiles() throws ConfigException {
    List<Settings.PolicyFile> files = new ArrayList<>();
    for (String name : texts("policy.files")) {
      files.add(
          name.equals(ShippedPolicy.NAME)
              ? new Settings.PolicyFile.Shipped()
              : new Settings.PolicyFile.Own(name, resolved("policy.files", name)));
    }
    return files;
  }

  /** The file or folder that {@code path} names. */
  Optional<Path> place(String path) throws ConfigException {
    String text = text(path);
    return text.isEmpty() ? Optional.empty() : Optional.of(resolved(path, text));
  }

  private Path resolved(String path, String text) throws ConfigException {
    Source source = get(path).source();
    try {
      Path folder = source.folder().orElse(Path.of("").toAbsolutePath());
      return folder.resolve(text).normalize();
    } catch (InvalidPathException impossible) {
      throw new ConfigException(
          source.text(), "expected a path for `" + path + "`, got a text that is none");
    }
  }

  private <E extends Enum<E>> E choice(String path, Class<E> type) {
    return Enum.valueOf(type, text(path).toUpperCase(Locale.ROOT));
  }

  private int integer(String path) {
    return Integer.parseInt(text(path));
  }

  String text(String path) {
    return switch (get(path).value()) {
      case Value.Text text -> text.text();
      case Value.Texts ignored -> "";
      case Value.Pairs ignored -> "";
    };
  }

  List<String> texts(String path) {
    return switch (get(path).value()) {
      case Value.Text ignored -> List.of();
      case Value.Texts texts -> texts.texts();
      case Value.Pairs ignored -> List.of();
    };
  }

  Map<String, String> pairs(String path) {
    return switch (get(path).value()) {
      case Value.Text ignored -> Map.of();
      case Value.Texts ignored -> Map.of();
      case Value.Pairs pairs -> pairs.pairs();
    };
  }

  /** What is in effect at {@code path}, with the operator's names in it. */
  Layers.Sourced get(String path) {
    return Optional.ofNullable(values.get(path))
        .orElseGet(() -> new Layers.Sourced(absent(path), new Source.Default()));
  }

  /** The trust domain of a server or an agent is its name where nobody sets one. */
  private static Value absent(String path) {
    if (!path.startsWith(SERVERS) && !path.startsWith(AGENTS)) {
      return Keys.at(path).orElseThrow().absent();
    }
    String section = path.startsWith(SERVERS) ? SERVERS : AGENTS;
    int dot = path.indexOf('.', section.length());
    String name = path.substring(dot + 1);
    return name.equals(TRUST_DOMAIN)
        ? new Value.Text(path.substring(section.length(), dot))
        : Keys.at(section + "*." + name).orElseThrow().absent();
  }
}
