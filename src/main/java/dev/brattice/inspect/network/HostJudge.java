package dev.brattice.inspect.network;

import dev.brattice.inspect.Family;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.network.Urls.Target;
import dev.brattice.inspect.paths.Ruling;
import java.util.Optional;

/** Rules on one host that a call would connect to. */
public final class HostJudge {
  private HostJudge() {}

  /** What there is to say about connecting to {@code host} as {@code target} asks; the worst. */
  public static Optional<Ruling> judge(Target target, Host host) {
    return switch (host.reach()) {
      case METADATA ->
          rule(
              Severity.BLOCK,
              "network.metadata-address",
              "ASI03",
              "the address hands out this machine's cloud credentials");
      case LINK_LOCAL ->
          rule(
              Severity.BLOCK,
              "network.link-local",
              "ASI02",
              "the address is link-local, where clouds keep services for the machine alone");
      case LOOPBACK, PRIVATE -> inner(target, host);
      case PUBLIC -> outer(target, host);
    };
  }

  private static Optional<Ruling> inner(Target target, Host host) {
    if (isRawProtocol(target.scheme())) {
      return rule(
          Severity.BLOCK,
          "network.raw-protocol",
          "ASI02",
          "the scheme writes raw bytes to a service on an inner network");
    }
    if (host.disguised() && !host.name().equals("0.0.0.0")) {
      return rule(
          Severity.ASK,
          "network.disguised-address",
          "ASI02",
          "an inner address is spelt so that it does not look like one");
    }
    if (isControlPort(target.port())) {
      return rule(
          Severity.WARN,
          "network.control-port",
          "ASI02",
          "the port is one where containers or clusters are controlled");
    }
    return rule(
        Severity.NOTE, "network.inner-address", "ASI02", "the address is on an inner network");
  }

  private static Optional<Ruling> outer(Target target, Host host) {
    if (Collectors.isCatcher(host.name())) {
      return rule(
          Severity.ASK,
          "network.collector",
          "ASI02",
          "the host records every request for whoever made the address up");
    }
    if (Collectors.isTunnel(host.name())) {
      return rule(
          Severity.WARN, "network.tunnel", "ASI02", "the host is a tunnel to an unknown machine");
    }
    if (Collectors.isDrop(host.name())) {
      return rule(
          Severity.WARN, "network.drop", "ASI02", "the host publishes whatever is sent to it");
    }
    if (isRawProtocol(target.scheme())) {
      return rule(
          Severity.ASK,
          "network.raw-protocol",
          "ASI02",
          "the scheme writes raw bytes to a service");
    }
    if (target.hasPassword()) {
      return rule(
          Severity.NOTE, "network.url-credentials", "ASI03", "the address carries a password");
    }
    return Optional.empty();
  }

  private static boolean isRawProtocol(String scheme) {
    return switch (scheme) {
      case "gopher", "dict", "expect", "phar", "tftp", "netdoc" -> true;
      default -> false;
    };
  }

  private static boolean isControlPort(int port) {
    return switch (port) {
      case 2375, 2376, 2379, 2380, 10250, 10255, 8500, 4194 -> true;
      default -> false;
    };
  }

  private static Optional<Ruling> rule(
      Severity severity, String rule, String owasp, String reason) {
    return Optional.of(new Ruling(rule, Family.NETWORK, severity, owasp, reason));
  }
}
