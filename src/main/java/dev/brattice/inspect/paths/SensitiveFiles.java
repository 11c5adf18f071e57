package dev.brattice.inspect.paths;

import java.util.Locale;
import java.util.Set;

/** Knows the files that hold keys, passwords and credentials, wherever they lie. */
public final class SensitiveFiles {
  private static final Set<String> KEY_NAMES =
      Set.of(
          "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "id_xmss");

  private static final Set<String> OPEN_IN_SSH =
      Set.of(
          ".ssh",
          "config",
          "known_hosts",
          "known_hosts.old",
          "known_hosts2",
          "authorized_keys",
          "authorized_keys2",
          "environment",
          "rc",
          "allowed_signers",
          "sockets",
          "config.d");

  private static final Set<String> CREDENTIAL_NAMES =
      Set.of(
          ".npmrc",
          ".pypirc",
          ".netrc",
          "_netrc",
          ".git-credentials",
          ".pgpass",
          ".my.cnf",
          ".dockercfg",
          ".vault-token",
          ".terraformrc",
          "credentials.tfrc.json",
          ".boto",
          ".s3cfg",
          ".htpasswd",
          "secrets.yaml",
          "secrets.yml",
          "secrets.json",
          "secrets.toml",
          "credentials.json",
          "credentials.yml",
          "credentials.yaml",
          "service-account.json",
          "serviceaccount.json",
          "client_secret.json",
          "application_default_credentials.json",
          "terraform.tfstate",
          "terraform.tfstate.backup",
          "master.key",
          "wp-config.php",
          ".secrets",
          ".envrc",
          "kubeconfig",
          "authinfo.gpg",
          ".authinfo",
          "auth.json");

  private static final Set<String> PASSWORD_NAMES =
      Set.of(
          "logins.json",
          "key3.db",
          "key4.db",
          "signons.sqlite",
          "login.keychain",
          "login.keychain-db",
          "system.keychain",
          "login data",
          "login data for account",
          "ntds.dit",
          "wallet.dat",
          "cookies.sqlite",
          "cookies.binarycookies");

  private SensitiveFiles() {}

  /** How sensitive {@code path} is. It is canonical; letter case does not count. */
  public static Sensitivity of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    if (isPrivateKey(lower, name)) {
      return Sensitivity.PRIVATE_KEY;
    }
    if (isPasswordStore(lower, name)) {
      return Sensitivity.PASSWORDS;
    }
    if (isProcessState(lower, name)) {
      return Sensitivity.PROCESS_STATE;
    }
    if (isCredentials(lower, name)) {
      return Sensitivity.CREDENTIALS;
    }
    return isAccounts(lower) ? Sensitivity.ACCOUNTS : Sensitivity.ORDINARY;
  }

  private static boolean isPrivateKey(String path, String name) {
    if (name.endsWith(".pub")) {
      return false;
    }
    if (KEY_NAMES.contains(name)) {
      return true;
    }
    if (path.contains("/.ssh/")) {
      return !OPEN_IN_SSH.contains(name)
          && !path.contains("/.ssh/config.d/")
          && (name.startsWith("id_")
              || name.endsWith(".pem")
              || name.endsWith(".key")
              || name.endsWith("_key")
              || name.endsWith("_rsa")
              || name.endsWith("_ed25519")
              || name.equals("identity")
              || isWild(name));
    }
    return path.contains("/.gnupg/private-keys-v1.d")
        || path.contains("/.gnupg/openpgp-revocs.d")
        || name.equals("secring.gpg")
        || path.startsWith("/etc/ssl/private/")
        || path.startsWith("/etc/ssh/ssh_host_") && name.endsWith("_key");
  }

  /** A pattern such as {@code *} or {@code id_*} that a shell would fill in with every key. */
  private static boolean isWild(String name) {
    return name.equals("*") || name.startsWith("id") && name.endsWith("*");
  }

  private static boolean isPasswordStore(String path, String name) {
    if (path.startsWith("/etc/") || path.startsWith("/private/etc/")) {
      return name.equals("shadow")
          || name.equals("shadow-")
          || name.startsWith("shadow.")
          || name.startsWith("gshadow")
          || name.equals("master.passwd")
          || path.endsWith("/security/passwd")
          || path.endsWith("/security/opasswd");
    }
    if (PASSWORD_NAMES.contains(name) || name.endsWith(".kdbx")) {
      return true;
    }
    if (path.contains("/windows/") || path.contains("/winnt/")) {
      return isAccountHive(path, name);
    }
    return path.contains("/library/keychains")
        || path.contains("/.password-store")
        || path.contains("/.local/share/keyrings/")
        || path.contains("/appdata/roaming/microsoft/credentials/")
        || path.contains("/appdata/local/microsoft/credentials/")
        || path.contains("/appdata/roaming/microsoft/protect/")
        || isBrowserCookies(path, name);
  }

  private static boolean isAccountHive(String path, String name) {
    boolean hives = path.contains("/system32/config/") || path.contains("/repair/");
    return hives
        && (name.equals("sam")
            || name.equals("security")
            || name.equals("system")
            || name.startsWith("sam.")
            || name.startsWith("security.")
            || name.startsWith("system."));
  }

  private static boolean isBrowserCookies(String path, String name) {
    return name.equals("cookies")
        && (path.contains("chrom")
            || path.contains("brave")
            || path.contains("edge")
            || path.contains("opera"));
  }

  private static boolean isProcessState(String path, String name) {
    if (path.startsWith("/proc/")) {
      return name.equals("environ")
          || name.equals("mem")
          || name.equals("kcore")
          || name.equals("kmem");
    }
    return path.equals("/dev/mem") || path.equals("/dev/kmem") || path.equals("/dev/port");
  }

  private static boolean isCredentials(String path, String name) {
    if (name.startsWith(".env")) {
      return isEnvironmentFile(name);
    }
    if (name.startsWith(".") && isPatternOf(name, ".env")) {
      return true;
    }
    if (CREDENTIAL_NAMES.contains(name)) {
      return true;
    }
    return name.endsWith(".keystore")
        || name.endsWith(".jks")
        || name.endsWith(".p12")
        || name.endsWith(".pfx")
        || name.endsWith(".ovpn")
        || name.endsWith(".tfvars")
        || name.endsWith(".tfvars.json")
        || name.endsWith(".env")
        || isCloudCredentials(path, name);
  }

  private static boolean isCloudCredentials(String path, String name) {
    return path.contains("/.aws/") && (name.startsWith("credentials") || isWild(name))
        || path.contains("/.aws/sso/cache/")
        || path.contains("/.config/gcloud/")
            && (name.endsWith(".db")
                || name.endsWith(".json")
                || path.contains("legacy_credentials"))
        || path.contains("/.azure/") && (name.endsWith(".json") || name.endsWith(".bin"))
        || path.contains("/.kube/") && name.startsWith("config")
        || path.contains("/.docker/") && name.equals("config.json")
        || path.contains("/.config/gh/") && name.equals("hosts.yml")
        || path.contains("/.cargo/") && name.startsWith("credentials")
        || path.contains("/.gem/") && name.equals("credentials")
        || path.contains("/.config/hub")
        || path.contains("/.oci/") && (name.equals("config") || name.endsWith(".pem"))
        || path.contains("/run/secrets/")
        || path.contains("/.bundle/") && name.equals("config");
  }

  /**
   * Whether {@code name} is a pattern that begins and ends as {@code file} does, with more of it
   * than the dot: {@code .e*v}, {@code .[e]nv}.
   */
  private static boolean isPatternOf(String name, String file) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < name.length(); i++) {
      if ("*?[]{}".indexOf(name.charAt(i)) >= 0) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    String end = name.substring(last + 1);
    return first > 0
        && first + end.length() > 1
        && first + end.length() <= file.length()
        && file.startsWith(name.substring(0, first))
        && file.endsWith(end);
  }

  /** {@code .env} and {@code .env.production}, but not what is made to be shared. */
  private static boolean isEnvironmentFile(String name) {
    if (name.length() == 4) {
      return true;
    }
    char next = name.charAt(4);
    if (next != '.' && next != '*' && next != '-' && next != '_') {
      return name.equals(".envrc");
    }
    return !name.endsWith(".example")
        && !name.endsWith(".sample")
        && !name.endsWith(".template")
        && !name.endsWith(".dist")
        && !name.endsWith(".defaults")
        && !name.endsWith(".d.ts")
        && !name.endsWith(".schema");
  }

  private static boolean isAccounts(String path) {
    return path.equals("/etc/passwd")
        || path.equals("/etc/passwd-")
        || path.equals("/etc/group")
        || path.equals("/private/etc/passwd")
        || path.equals("/etc/sudoers")
        || path.startsWith("/etc/sudoers.d/");
  }
}
