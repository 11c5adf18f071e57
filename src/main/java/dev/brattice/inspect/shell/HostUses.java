package dev.brattice.inspect.shell;

import dev.brattice.inspect.network.Urls;
import dev.brattice.inspect.network.Urls.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells which hosts a program would connect to. */
final class HostUses {
  private static final Set<String> VALUED =
      Set.of(
          "--data",
          "--data-raw",
          "--data-binary",
          "--data-urlencode",
          "--header",
          "--output",
          "--request",
          "--user",
          "--user-agent",
          "--form",
          "--cookie",
          "--cookie-jar",
          "--referer",
          "--max-time",
          "--connect-timeout",
          "--retry",
          "--write-out",
          "--cacert",
          "--cert",
          "--key",
          "--range",
          "--json",
          "--form-string",
          "--upload-file",
          "--output-document",
          "--post-data",
          "--post-file",
          "--method",
          "--body-data",
          "--tries",
          "--timeout",
          "--directory-prefix",
          "--max-redirs",
          "--retry-delay",
          "--resolve");

  private HostUses() {}

  /** A host in an argument. */
  record HostUse(Target target, Span span) {}

  /** The hosts that {@code invocation} names. */
  static List<HostUse> of(Invocation invocation) {
    List<HostUse> uses = new ArrayList<>();
    for (Opened opened : invocation.redirects()) {
      String path = opened.target().text();
      if (PathUses.isSocket(path)) {
        int end = path.indexOf('/', 9);
        add(uses, path.substring(9, end < 0 ? path.length() : end), opened.target().span());
      }
    }
    switch (invocation.program()) {
      case "curl", "http", "https", "xh", "httpie", "curlie" ->
          urls(invocation, "oXHdFTuAebcKmxEyYzwrtCQPDUB", uses);
      case "wget",
          "wget2",
          "aria2c",
          "axel",
          "lynx",
          "links",
          "w3m",
          "elinks",
          "lwp-request",
          "lwp-download",
          "iwr",
          "irm",
          "invoke-webrequest",
          "invoke-restmethod" ->
          urls(invocation, "OoPitTwQUeaBDxd", uses);
      case "nc", "ncat", "netcat", "telnet", "ftp", "tftp", "pwncat" ->
          first(Options.operands(invocation.arguments(), "ecgGiIkmnOpPqsTwXxV"), uses);
      case "socat" -> socat(invocation, uses);
      case "ssh", "sftp", "ssh-copy-id", "mosh" ->
          first(Options.operands(invocation.arguments(), "bcDEeFIiJLlmOopQRSWwP"), uses);
      case "scp", "rsync" -> remote(invocation, uses);
      case "git" -> git(invocation, uses);
      case "ping", "ping6", "traceroute", "tracepath", "mtr", "whois", "nmap", "arping", "host" ->
          first(Options.operands(invocation.arguments(), "cinWwstpTIme"), uses);
      case "dig", "nslookup", "drill", "kdig" -> lookups(invocation, uses);
      case "openssl" ->
          Options.value(invocation.arguments(), '\0', "-connect")
              .ifPresent(host -> add(uses, host.text(), host.span()));
      case "psql", "mysql", "mariadb", "redis-cli", "mongo", "mongosh", "pg_dump", "mysqldump" ->
          database(invocation, uses);
      default -> {}
    }
    return uses;
  }

  private static void add(List<HostUse> uses, String written, Span span) {
    if (written.indexOf(Argument.UNKNOWN) >= 0) {
      uses.add(new HostUse(new Target("", "unknown", 0, false, true), span));
      return;
    }
    for (Target target : Urls.targets(written)) {
      uses.add(new HostUse(target, span));
    }
  }

  private static void first(List<Argument> operands, List<HostUse> uses) {
    if (!operands.isEmpty()) {
      String text = operands.getFirst().text();
      add(uses, text.substring(text.lastIndexOf('@') + 1), operands.getFirst().span());
    }
  }

  private static void urls(Invocation invocation, String valued, List<HostUse> uses) {
    List<Argument> arguments = invocation.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      String text = argument.text();
      if (text.startsWith("--url=")) {
        add(uses, text.substring(6), argument.span());
      } else if (text.equals("-x")
          || text.equals("--proxy")
          || text.equals("--url")
          || text.equalsIgnoreCase("-uri")) {
        if (i + 1 < arguments.size()) {
          add(uses, arguments.get(++i).text(), argument.span());
        }
      } else if (VALUED.contains(text) || takesNext(text, valued)) {
        i++;
      } else if (!argument.isOption() && isHostLike(text)) {
        add(uses, text, argument.span());
      }
    }
  }

  private static boolean takesNext(String option, String valued) {
    return option.length() > 1
        && option.charAt(0) == '-'
        && option.charAt(1) != '-'
        && valued.indexOf(option.charAt(option.length() - 1)) >= 0;
  }

  private static boolean isHostLike(String text) {
    return text.contains("://")
        || text.indexOf('.') > 0
        || text.indexOf(':') > 0
        || text.startsWith("localhost")
        || text.startsWith("[")
        || text.startsWith("//")
        || text.indexOf(Argument.UNKNOWN) >= 0
        || isNumber(text);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && c != 'x' && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return text.length() > 6;
  }

  private static void socat(Invocation invocation, List<HostUse> uses) {
    for (Argument argument : invocation.arguments()) {
      String text = argument.text();
      int colon = text.indexOf(':');
      if (colon > 0
          && (text.regionMatches(true, 0, "tcp", 0, 3)
              || text.regionMatches(true, 0, "openssl", 0, 7)
              || text.regionMatches(true, 0, "udp", 0, 3))) {
        boolean listens = text.regionMatches(true, Math.max(0, colon - 6), "listen", 0, 6);
        if (!listens) {
          add(uses, text.substring(colon + 1), argument.span());
        }
      }
    }
  }

  private static void remote(Invocation invocation, List<HostUse> uses) {
    for (Argument operand : Options.operands(invocation.arguments(), "cFilPSoJDe")) {
      scpLike(operand, uses);
    }
  }

  /** {@code user@host:path} or a URL. */
  private static void scpLike(Argument operand, List<HostUse> uses) {
    String text = operand.text();
    if (text.contains("://")) {
      add(uses, text, operand.span());
    } else if (PathUses.isRemote(text)) {
      String host = text.substring(0, text.indexOf(':'));
      add(uses, host.substring(host.lastIndexOf('@') + 1), operand.span());
    }
  }

  private static void git(Invocation invocation, List<HostUse> uses) {
    List<Argument> operands = Options.operands(invocation.arguments(), "CcbumoF");
    String verb = operands.isEmpty() ? "" : operands.getFirst().text();
    switch (verb) {
      case "clone", "fetch", "pull", "push", "ls-remote", "remote", "submodule", "archive" -> {
        for (Argument operand : operands.subList(1, operands.size())) {
          if (operand.text().contains("://") || operand.text().indexOf('@') > 0) {
            scpLike(operand, uses);
          }
        }
      }
      default -> {}
    }
  }

  private static void lookups(Invocation invocation, List<HostUse> uses) {
    for (Argument operand : Options.operands(invocation.arguments(), "btpqfkxy")) {
      String text = operand.text();
      if (text.startsWith("@")) {
        add(uses, text.substring(1), operand.span());
      } else if (text.indexOf('.') > 0) {
        add(uses, text, operand.span());
      }
    }
  }

  private static void database(Invocation invocation, List<HostUse> uses) {
    Options.value(invocation.arguments(), 'h', "--host")
        .ifPresent(host -> add(uses, host.text(), host.span()));
    for (Argument argument : invocation.arguments()) {
      if (argument.text().contains("://")) {
        add(uses, argument.text(), argument.span());
      }
    }
  }
}
