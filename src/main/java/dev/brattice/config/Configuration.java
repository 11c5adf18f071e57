package dev.brattice.config;

import dev.brattice.crypto.VerificationKeys;
import dev.brattice.identity.ApiKeys;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonReader;
import dev.brattice.policy.PolicySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings in effect, and where each of them comes from. Immutable. */
public final class Configuration {
  private static final JsonLimits KEY_SET = new JsonLimits(1 << 20, 16, 100);

  private final Settings settings;
  private final SettingsReader reader;
  private final Optional<Path> file;
  private final Map<String, String> environment;
  private final Map<String, String> flags;

  private Configuration(
      SettingsReader reader,
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> flags)
      throws ConfigException {
    this.settings = reader.settings();
    this.reader = reader;
    this.file = file;
    this.environment = Map.copyOf(environment);
    this.flags = new LinkedHashMap<>(flags);
  }

  /**
   * Reads the configuration. Flags win over environment variables, those over the file. Without a
   * file everything has a default, and the YAML library is not loaded.
   *
   * @param file the configuration file
   * @param environment all environment variables; those that begin with {@code BRATTICE_} count
   * @param flags values by key, such as {@code audit.durability}
   * @throws ConfigException if anything in it is not known or not valid
   */
  public static Configuration load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags)
      throws ConfigException {
    var layers = new Layers();
    if (file.isPresent()) {
      layers.file(file.get());
    }
    layers.environment(environment);
    layers.flags(flags);
    return new Configuration(
        new SettingsReader(layers.values()), file.map(Path::toAbsolutePath), environment, flags);
  }

  /** What the same file, environment and flags say now. */
  public Configuration again() throws ConfigException {
    return load(file, environment, flags);
  }

  /** A line for each key that {@code next} has another value for; credentials are masked. */
  public List<String> changes(Configuration next) {
    return Differences.between(reader, next.reader);
  }

  /** What is in effect. */
  public Settings settings() {
    return settings;
  }

  /**
   * What is in effect as YAML, each value with the place it comes from as a comment. Values of
   * servers' variables are masked, and so is what is named like a credential in their commands.
   */
  public String show() {
    return EffectiveText.of(reader);
  }

  /** A JSON Schema (2020-12) of the file. */
  public static String schema() {
    return Schema.text();
  }

  /** Reads the policy files. */
  public List<PolicySource> policySources() throws ConfigException {
    List<PolicySource> sources = new ArrayList<>();
    for (Settings.PolicyFile policy : settings.policy().files()) {
      sources.add(
          switch (policy) {
            case Settings.PolicyFile.Shipped ignored ->
                ShippedPolicy.read(Configuration.class.getClassLoader());
            case Settings.PolicyFile.Own own ->
                new PolicySource(own.name(), Layers.text(own.path(), "a policy file"));
          });
    }
    return sources;
  }

  /** The API keys that may come in; empty where none are asked for. */
  public Optional<ApiKeys> apiKeys() throws ConfigException {
    Optional<Path> keys = settings.identity().apiKeysFile();
    return keys.isPresent() ? Optional.of(KeysFile.read(keys.get())) : Optional.empty();
  }

  /** Every file that this configuration was or is read from, absolute: no tool may touch these. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    file.ifPresent(files::add);
    settings.identity().apiKeysFile().ifPresent(files::add);
    settings.identity().jwt().ifPresent(jwt -> addKeys(jwt.keys(), files));
    settings.listen().tls().ifPresent(tls -> addTls(tls, files));
    for (Settings.PolicyFile policy : settings.policy().files()) {
      switch (policy) {
        case Settings.PolicyFile.Shipped ignored -> {}
        case Settings.PolicyFile.Own own -> files.add(own.path());
      }
    }
    for (Settings.Server server : settings.servers().values()) {
      if (server.reach() instanceof Settings.Reach.Remote remote) {
        remote.headers().values().forEach(header -> files.addAll(header.files()));
        remote
            .grant()
            .flatMap(Settings.Grant::secret)
            .ifPresent(secret -> files.addAll(secret.files()));
      }
    }
    for (Settings.Agent agent : settings.agents().values()) {
      agent.reach().headers().values().forEach(header -> files.addAll(header.files()));
      agent.cardKeys().ifPresent(files::add);
    }
    return files;
  }

  private static void addKeys(Settings.KeyPlace place, List<Path> files) {
    switch (place) {
      case Settings.KeyPlace.InFile file -> files.add(file.path());
      case Settings.KeyPlace.AtAddress ignored -> {}
    }
  }

  private static void addTls(Settings.Tls tls, List<Path> files) {
    files.add(tls.certificate());
    files.add(tls.key());
    tls.clientCa().ifPresent(files::add);
  }

  /**
   * The keys of which one must have signed the card of {@code agent}; empty where none need have.
   *
   * @throws ConfigException when their file cannot be read or holds anything else
   */
  public static Optional<VerificationKeys> cardKeys(Settings.Agent agent) throws ConfigException {
    if (agent.cardKeys().isEmpty()) {
      return Optional.empty();
    }
    Path file = agent.cardKeys().get();
    byte[] text = Layers.text(file, "a JWK set").getBytes(StandardCharsets.UTF_8);
    try {
      return Optional.of(VerificationKeys.read(new JsonReader(KEY_SET).read(text)));
    } catch (JsonException | IllegalArgumentException wrong) {
      throw new ConfigException(file.toString(), String.valueOf(wrong.getMessage()));
    }
  }
}
