package dev.brattice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.audit.Durability;
import dev.brattice.enforce.DenyAs;
import dev.brattice.policy.DefaultAction;
import dev.brattice.policy.PolicySource;
import dev.brattice.proxy.Mode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final String EVERYTHING =
      """
      version: 1
      mode: audit
      deny_as: error
      servers:
        files:
          command: [npx, -y, "@modelcontextprotocol/server-filesystem", "."]
          trust_domain: workspace
          cwd: sub/folder
        web-2:
          command: [web, --api-key, k-123, "--token=t-456", "https://u:p-789@h.example/x"]
          env: {TOKEN: "v-012", LEVEL: debug}
      policy:
        default: deny
        files: [standard, rules/team.yaml, /etc/brattice/all.yaml]
      inspect: {on_detector_failure: allow}
      provenance: {mode: precise}
      audit: {durability: strict, required: false}
      limits: {frame_bytes_max: 1048576}
      """;

  @TempDir private Path folder;

  @Test
  void nothingAtAllIsAValidConfiguration() throws ConfigException {
    Settings settings = load(Map.of(), Map.of()).settings();
    assertEquals(Mode.ENFORCE, settings.mode());
    assertEquals(DenyAs.RESULT, settings.denyAs());
    assertEquals(Map.of(), settings.servers());
    assertEquals(DefaultAction.ALLOW, settings.policy().defaultAction());
    assertEquals(List.of(new Settings.PolicyFile.Shipped()), settings.policy().files());
    assertEquals(Settings.OnFailure.DENY, settings.inspect().onDetectorFailure());
    assertEquals(Settings.ProvenanceMode.PRECISE, settings.provenance().mode());
    assertEquals(new Settings.Audit(Durability.NORMAL, true), settings.audit());
    assertEquals(72 << 20, settings.limits().frameBytesMax());
  }

  @Test
  void readsEveryKeyOfTheFile() throws Exception {
    Settings settings = load(EVERYTHING).settings();
    assertEquals(Mode.AUDIT, settings.mode());
    assertEquals(DenyAs.ERROR, settings.denyAs());
    assertEquals(List.of("files", "web-2"), List.copyOf(settings.servers().keySet()));
    assertEquals("workspace", server(settings, "files").trustDomain());
    assertEquals(
        new Settings.Reach.Child(
            List.of("npx", "-y", "@modelcontextprotocol/server-filesystem", "."),
            Map.of(),
            Optional.of(folder.resolve("sub/folder"))),
        server(settings, "files").reach());
    assertEquals("web-2", server(settings, "web-2").trustDomain());
    assertEquals(
        new Settings.Reach.Child(
            List.of("web", "--api-key", "k-123", "--token=t-456", "https://u:p-789@h.example/x"),
            Map.of("TOKEN", "v-012", "LEVEL", "debug"),
            Optional.empty()),
        server(settings, "web-2").reach());
    assertEquals(DefaultAction.DENY, settings.policy().defaultAction());
    assertEquals(
        List.of(
            new Settings.PolicyFile.Shipped(),
            new Settings.PolicyFile.Own("rules/team.yaml", folder.resolve("rules/team.yaml")),
            new Settings.PolicyFile.Own(
                "/etc/brattice/all.yaml", Path.of("/etc/brattice/all.yaml"))),
        settings.policy().files());
    assertEquals(Settings.OnFailure.ALLOW, settings.inspect().onDetectorFailure());
    assertEquals(new Settings.Audit(Durability.STRICT, false), settings.audit());
    assertEquals(1 << 20, settings.limits().frameBytesMax());
  }

  @Test
  void environmentWinsOverTheFileAndFlagsWinOverBoth() throws Exception {
    Path file = write("audit: {durability: strict, required: true}\nmode: audit\n");
    Configuration configuration =
        Configuration.load(
            Optional.of(file),
            Map.of(
                "BRATTICE_AUDIT__DURABILITY", "normal",
                "BRATTICE_AUDIT__REQUIRED", "false",
                "BRATTICE_POLICY__FILES", "standard, team.yaml",
                "HOME", "/home/u"),
            Map.of("audit.required", "true", "limits.frame_bytes_max", "65536"));
    Settings settings = configuration.settings();
    assertEquals(new Settings.Audit(Durability.NORMAL, true), settings.audit());
    assertEquals(Mode.AUDIT, settings.mode());
    assertEquals(65_536, settings.limits().frameBytesMax());
    assertEquals(2, settings.policy().files().size());
    String shown = configuration.show();
    assertTrue(shown.contains("# environment BRATTICE_AUDIT__DURABILITY"), shown);
    assertTrue(shown.contains("# flag audit.required"), shown);
    assertTrue(shown.contains("# " + file + ":2"), shown);
    assertTrue(shown.contains("# default"), shown);
  }

  @Test
  void reservedVariablesAreNoKeys() throws ConfigException {
    load(
        Map.of(
            "BRATTICE_HOME", "x",
            "BRATTICE_JAVA_HOME", "x",
            "BRATTICE_JAVA_OPTS", "x",
            "BRATTICE_NO_REBUILD", "1",
            "BRATTICE_CONFIG", "x"),
        Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "polcy: {}                                | 1 | got `polcy`; did you mean `policy`?",
        "version: 2                               | 1 | a whole number from 1 to 1",
        "mode: enforced                           | 1 | did you mean `enforce`?",
        "deny_as: 7                               | 1 | put it in quotes",
        "audit:^  durabilty: strict               | 2 | did you mean `durability`?",
        "audit: strict                            | 1 | a mapping for `audit`",
        "audit:                                   | 1 | got nothing",
        "audit: {required: yes}                   | 1 | `true` or `false`",
        "provenance: {mode: graded}               | 1 | this version has no other",
        "policy: {files: standard}                | 1 | a list for `policy.files`",
        "limits: {frame_bytes_max: 10}            | 1 | from 65536 to 536870912",
        "limits: {frame_bytes_max: 999999999}     | 1 | from 65536 to 536870912",
        "servers: {a: {}}                         | 1 | either the key `command` or the key `url`",
        "servers: {a: {command: [x], url: http://h}} | 1 | got both",
        "servers:^  a:^    url: http://h/^    cwd: x | 4 | `cwd` only beside `command`",
        "servers:^  a:^    url: http://h/^    env: {} | 4 | `env` only beside `command`",
        "servers: {a: {command: [x], headers: {}}} | 1 | `headers` only beside `url`",
        "servers: {a: {url: ftp://h/x}}           | 1 | as `servers.a.url`",
        "servers: {a: {url: 'https://u:p@h/x'}}   | 1 | credentials belong in `headers`",
        "servers: {a: {url: 'https:///x'}}        | 1 | as `servers.a.url`",
        "servers: {a: {url: 'https://h/#x'}}      | 1 | as `servers.a.url`",
        "servers: {a: {url: 'https://h/ x'}}      | 1 | as `servers.a.url`",
        "servers: {a: {url: 'https://h/', headers: {Host: x}}} | 1 | does not set itself",
        "servers: {a: {url: 'https://h/', headers: {mcp-session-id: x}}} | 1 | does not set itself",
        "servers: {a: {url: 'https://h/', headers: {'a b': x}}} | 1 | does not set itself",
        "servers: {a: {url: 'https://h/', headers: {X: '${1}'}}} | 1 | got one that is neither",
        "servers: {a: {url: 'https://h/', headers: {X: '${A'}}} | 1 | got one that is neither",
        "servers: {a: {url: 'https://h/', headers: {Authorization: abc}}} | 1 | so that the secret is not in this file",
        "servers: {a: {url: 'https://h/', headers: {X-Api-Key: abc}}} | 1 | so that the secret is not in this file",
        "servers:^  a:^    comand: [x]            | 3 | did you mean `command`?",
        "servers: {a: {command: []}}              | 1 | at least one element",
        "servers: {a: {command: [x, 8080]}}       | 1 | put it in quotes",
        "servers: {a__b: {command: [x]}}          | 1 | a server's name",
        "servers: {'a/b': {command: [x]}}         | 1 | a server's name",
        "servers: {a.b: {command: [x]}}           | 1 | a server's name",
        "servers: {a: {command: [x], env: [y]}}   | 1 | a mapping for",
        "sandbox: {backend: auto}                 | 1 | known are",
        "[]                                       | 1 | expected a mapping"
      })
  void faultsOfTheFileNameTheirPlace(String text, int line, String part) throws IOException {
    Path file = write(text.replace('^', '\n'));
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> Configuration.load(Optional.of(file), Map.of(), Map.of()));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith(file + ":" + line + ": "), message);
    assertTrue(message.contains(part), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BRATTICE_POLCY__DEFAULT      | allow  | did you mean `BRATTICE_POLICY__DEFAULT`?",
        "BRATTICE_AUDIT_DURABILITY    | strict | did you mean `BRATTICE_AUDIT__DURABILITY`?",
        "BRATTICE_AUDIT__DURABILITY   | stric  | did you mean `strict`?",
        "BRATTICE_AUDIT__REQUIRED     | 1      | `true` or `false`",
        "BRATTICE_VERSION             | one    | a whole number",
        "BRATTICE_SERVERS__A__COMMAND | x      | in the configuration file only",
        "BRATTICE_SERVERS             | x      | in the configuration file only",
        "BRATTICE_MODE                | ''     | expected one of"
      })
  void faultsOfTheEnvironmentNameTheirVariable(String name, String value, String part) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> load(Map.of(name, value), Map.of()));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("environment " + name + ": "), message);
    assertTrue(message.contains(part), message);
  }

  @Test
  void faultsOfFlagsNameTheirKey() {
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> load(Map.of(), Map.of("audit.durabilty", "strict")));
    assertEquals(
        "flag audit.durabilty: expected a configuration key; did you mean `audit.durability`?",
        refused.getMessage());
  }

  @Test
  void aMissingFileIsAFaultAndNotSkipped() {
    Path absent = folder.resolve("absent.yaml");
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> Configuration.load(Optional.of(absent), Map.of(), Map.of()));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(absent.toString()));
  }

  @Test
  void aMissingPolicyFileIsAFaultAndNotSkipped() throws Exception {
    Configuration configuration = load("policy: {files: [absent.yaml]}\n");
    assertThrows(ConfigException.class, configuration::policySources);
  }

  @Test
  void filesThatAreNoUtf8AreRefused() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "mode: enforce # \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(
        ConfigException.class, () -> Configuration.load(Optional.of(file), Map.of(), Map.of()));
  }

  @Test
  void readsPolicyFilesRelativeToTheConfiguration() throws Exception {
    Files.writeString(folder.resolve("team.yaml"), "rules: ...");
    Configuration configuration = load("policy: {files: [team.yaml]}\n");
    assertEquals(
        List.of(new PolicySource("team.yaml", "rules: ...")), configuration.policySources());
    assertEquals(
        List.of(folder.resolve("brattice.yaml"), folder.resolve("team.yaml")),
        configuration.files());
  }

  @Test
  void readsTheStandardPolicyFromTheClassPath() throws Exception {
    Path root = Path.of(System.getProperty("brattice.root", ".")).toAbsolutePath();
    try (var loader = new URLClassLoader(new URL[] {root.toUri().toURL()})) {
      PolicySource shipped = ShippedPolicy.read(loader);
      assertEquals(Files.readString(root.resolve(ShippedPolicy.RESOURCE)), shipped.text());
    }
  }

  @Test
  void showsNoSecrets() throws Exception {
    Configuration configuration = load(EVERYTHING);
    for (String secret : List.of("k-123", "t-456", "p-789", "v-012")) {
      assertFalse(configuration.show().contains(secret), configuration.show());
      assertFalse(configuration.settings().toString().contains(secret));
    }
  }

  @Test
  void whatIsShownLoadsAgainAsTheSame() throws Exception {
    String text =
        """
        deny_as: error
        servers: {web: {command: [web, -p, "8080"], cwd: /srv, trust_domain: outside}}
        policy: {default: deny, files: [standard, /etc/brattice/all.yaml]}
        audit: {required: false}
        """;
    Configuration first = load(text);
    assertEquals(first.settings(), load(first.show()).settings());
  }

  @Test
  void faultsInSecretsDoNotQuoteThem() throws Exception {
    Path file = write("servers: {a: {command: [x], env: {PIN: 271828}}}\n");
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> Configuration.load(Optional.of(file), Map.of(), Map.of()));
    String message = String.valueOf(refused.getMessage());
    assertFalse(message.contains("271828"), message);
    assertTrue(message.contains("env.PIN"), message);
  }

  @Test
  void serversAreBounded() throws IOException {
    var text = new StringBuilder("servers:\n");
    for (int i = 0; i <= Layers.SERVERS_MAX; i++) {
      text.append("  s").append(i).append(": {command: [x]}\n");
    }
    Path file = write(text.toString());
    assertThrows(
        ConfigException.class, () -> Configuration.load(Optional.of(file), Map.of(), Map.of()));
  }

  @Test
  void listsAndTextsAreBounded() throws IOException {
    Path list = write("policy: {files: [" + "a, ".repeat(Key.ELEMENTS_MAX) + "a]}\n");
    assertThrows(
        ConfigException.class, () -> Configuration.load(Optional.of(list), Map.of(), Map.of()));
    Path text = write("policy: {files: [" + "a".repeat(Key.TEXT_CHARS_MAX + 1) + "]}\n");
    assertThrows(
        ConfigException.class, () -> Configuration.load(Optional.of(text), Map.of(), Map.of()));
  }

  private static Settings.Server server(Settings settings, String name) {
    return Optional.ofNullable(settings.servers().get(name)).orElseThrow();
  }

  private static Configuration load(Map<String, String> environment, Map<String, String> flags)
      throws ConfigException {
    return Configuration.load(Optional.empty(), environment, flags);
  }

  private Configuration load(String text) throws IOException, ConfigException {
    return Configuration.load(Optional.of(write(text)), Map.of(), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("brattice.yaml"), text);
  }

  @Test
  void anEmptyListOfPolicyFilesMeansNoRules(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("c.yaml"), "policy: { default: allow, files: [] }");
    Configuration loaded = Configuration.load(Optional.of(file), Map.of(), Map.of());
    assertEquals(List.of(), loaded.policySources());
    Configuration empty =
        Configuration.load(Optional.empty(), Map.of("BRATTICE_POLICY__FILES", ""), Map.of());
    assertEquals(List.of(), empty.policySources());
  }
}
