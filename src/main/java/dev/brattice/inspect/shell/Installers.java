package dev.brattice.inspect.shell;

import java.util.List;
import java.util.Set;

/**
 * The scripts that vendors of developers' tools tell people to pipe into a shell. Running one is
 * still running what nobody has read; but it is what the page says, so a person may be asked.
 */
final class Installers {
  private static final String SCHEME = "https://";

  private static final Set<String> HOSTS =
      Set.of(
          "sh.rustup.rs",
          "get.docker.com",
          "install.python-poetry.org",
          "astral.sh",
          "bun.sh",
          "bun.com",
          "get.pnpm.io",
          "get.volta.sh",
          "fnm.vercel.app",
          "get.sdkman.io",
          "mise.run",
          "get.k3s.io",
          "deb.nodesource.com",
          "rpm.nodesource.com",
          "ollama.com",
          "starship.rs",
          "nixos.org",
          "pyenv.run",
          "bootstrap.pypa.io");

  private static final List<String> SCRIPTS =
      List.of(
          "https://deno.land/install.sh",
          "https://deno.land/x/install/",
          "https://raw.githubusercontent.com/nvm-sh/nvm/",
          "https://raw.githubusercontent.com/Homebrew/install/",
          "https://raw.githubusercontent.com/helm/helm/",
          "https://raw.githubusercontent.com/golangci/golangci-lint/",
          "https://raw.githubusercontent.com/ohmyzsh/ohmyzsh/");

  private Installers() {}

  /** Whether all that {@code made} fetches are such scripts, over a connection that is checked. */
  static boolean areAll(List<Invocation> made) {
    boolean some = false;
    for (Invocation invocation : made) {
      if (!Programs.isDownloader(invocation.program())) {
        continue;
      }
      if (isUnchecked(invocation) || !fetchesOnlyThem(invocation)) {
        return false;
      }
      some = true;
    }
    return some;
  }

  private static boolean fetchesOnlyThem(Invocation invocation) {
    boolean some = false;
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      boolean address = text.contains("://") || text.indexOf('.') > 0 && !text.startsWith("-");
      if (address && !isScript(text)) {
        return false;
      }
      some |= address;
    }
    return some;
  }

  private static boolean isUnchecked(Invocation invocation) {
    return invocation.hasOption('k', "--insecure")
        || invocation.hasOption('x', "--proxy")
        || invocation.hasOption('K', "--config")
        || invocation.has("--resolve")
        || invocation.has("--connect-to")
        || invocation.has("--no-check-certificate");
  }

  private static boolean isScript(String url) {
    if (!url.startsWith(SCHEME) || url.indexOf(Argument.UNKNOWN) >= 0 || url.contains("..")) {
      return false;
    }
    int slash = url.indexOf('/', SCHEME.length());
    String host =
        slash < 0 ? url.substring(SCHEME.length()) : url.substring(SCHEME.length(), slash);
    if (HOSTS.contains(host)) {
      return true;
    }
    for (String script : SCRIPTS) {
      if (url.startsWith(script)) {
        return true;
      }
    }
    return false;
  }
}
