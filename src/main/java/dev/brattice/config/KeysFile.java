package dev.brattice.config;

import dev.brattice.bytes.Bytes;
import dev.brattice.identity.ApiKey;
import dev.brattice.identity.ApiKeys;
import dev.brattice.policy.yaml.Nearest;
import dev.brattice.policy.yaml.Yaml;
import dev.brattice.policy.yaml.YamlException;
import dev.brattice.policy.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the file of API keys: {@code keys}, a list of {@code name}, {@code sha256} and {@code
 * roles}. It holds hashes, so it is no secret; but whoever can write it can let himself in. No
 * fault quotes a value: an operator may have put a key where its hash belongs.
 */
final class KeysFile {
  private static final List<String> FIELDS = List.of("name", "sha256", "roles");

  private final Set<Object> seen = new HashSet<>();

  private KeysFile() {}

  /** The keys in {@code file}; at least one. */
  static ApiKeys read(Path file) throws ConfigException {
    String text = Layers.text(file, "a file of API keys");
    requireOwn(file);
    try {
      return new ApiKeys(new KeysFile().keys(YamlReader.read(text)));
    } catch (YamlException invalid) {
      throw new ConfigException(file + ":" + invalid.line(), invalid.sentence());
    }
  }

  private static void requireOwn(Path file) throws ConfigException {
    try {
      if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
        return;
      }
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
      if (modes.contains(PosixFilePermission.GROUP_WRITE)
          || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new ConfigException(
            file.toString(),
            "expected a file of API keys that its owner alone may write, others may as well;"
                + " run `chmod go-w` on it");
      }
    } catch (IOException refused) {
      throw new ConfigException(
          file.toString(), "expected to read who may write the file of API keys, could not");
    }
  }

  private List<ApiKey> keys(Yaml document) throws YamlException {
    Yaml.Mapping root = document.mapping("the file of API keys");
    onlyKnown(root, List.of("keys"));
    List<Yaml> entries = required(root, "keys").list("keys");
    if (entries.size() > ApiKeys.KEYS_MAX) {
      throw new YamlException(
          root.line(), "expected at most " + ApiKeys.KEYS_MAX + " API keys, got " + entries.size());
    }
    List<ApiKey> keys = new ArrayList<>();
    for (Yaml entry : entries) {
      keys.add(key(entry.mapping("keys")));
    }
    return keys;
  }

  private ApiKey key(Yaml.Mapping entry) throws YamlException {
    onlyKnown(entry, FIELDS);
    int line = entry.line();
    String name = name(text(required(entry, "name"), "name"), "name", line);
    Bytes hash = hash(text(required(entry, "sha256"), "sha256"), line);
    List<String> roles = new ArrayList<>();
    Optional<Yaml> listed = entry.get("roles");
    if (listed.isPresent()) {
      for (Yaml role : roles(listed.get())) {
        roles.add(name(text(role, "roles"), "roles", role.line()));
      }
    }
    if (!seen.add(name) || !seen.add(hash)) {
      throw new YamlException(line, "expected each name and each sha256 once, got one again");
    }
    return new ApiKey(name, hash, roles);
  }

  private static List<Yaml> roles(Yaml listed) throws YamlException {
    List<Yaml> roles = listed.list("roles");
    if (roles.size() > ApiKey.ROLES_MAX) {
      throw new YamlException(
          listed.line(), "expected at most " + ApiKey.ROLES_MAX + " roles, got " + roles.size());
    }
    return roles;
  }

  private static String name(String text, String field, int line) throws YamlException {
    if (!ApiKey.isName(text) || text.startsWith(ApiKeys.PREFIX)) {
      throw new YamlException(
          line,
          "expected 1 to "
              + ApiKey.NAME_CHARS_MAX
              + " letters, digits, `.`, `-` and `_` for `"
              + field
              + "`, and no key; got something else");
    }
    return text;
  }

  private static Bytes hash(String text, int line) throws YamlException {
    try {
      if (text.length() == 2 * ApiKey.HASH_BYTES) {
        return Bytes.copyOf(HexFormat.of().parseHex(text));
      }
    } catch (IllegalArgumentException notHexadecimal) {
      throw noHash(line);
    }
    throw noHash(line);
  }

  private static YamlException noHash(int line) {
    return new YamlException(
        line,
        "expected the SHA-256 of a key in 64 hexadecimal digits for `sha256`, got something else;"
            + " a key itself never stands here");
  }

  /** The text of a scalar; a hash of digits alone counts as one too. */
  private static String text(Yaml value, String field) throws YamlException {
    if (value instanceof Yaml.Scalar scalar) {
      return scalar.text();
    }
    throw new YamlException(
        value.line(), "expected a string for `" + field + "`, got " + value.kind());
  }

  private static Yaml required(Yaml.Mapping mapping, String field) throws YamlException {
    Optional<Yaml> value = mapping.get(field);
    if (value.isEmpty()) {
      throw new YamlException(mapping.line(), "expected the key `" + field + "`, got none");
    }
    return value.get();
  }

  private static void onlyKnown(Yaml.Mapping mapping, List<String> known) throws YamlException {
    for (Map.Entry<String, Yaml.Entry> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new YamlException(
            entry.getValue().line(),
            "expected one of " + Nearest.list(known) + " in a file of API keys, got another key");
      }
    }
  }
}
