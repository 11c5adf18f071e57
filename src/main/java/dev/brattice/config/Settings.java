package dev.brattice.config;

import dev.brattice.audit.Durability;
import dev.brattice.enforce.DenyAs;
import dev.brattice.identity.jwt.AccessRules;
import dev.brattice.policy.DefaultAction;
import dev.brattice.proxy.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The effective configuration, checked.
 *
 * @param mode whether verdicts are carried out
 * @param denyAs what a client gets for a denied tool call
 * @param servers tool servers by name, in the order of the file
 * @param agents agents by name, in the order of the file
 * @param listen where clients over HTTP come in
 * @param identity who may come in over HTTP
 * @param policy what is allowed
 * @param inspect the detectors
 * @param provenance where arguments come from
 * @param audit the evidence
 * @param limits bounds on what is accepted
 */
public record Settings(
    Mode mode,
    DenyAs denyAs,
    Map<String, Server> servers,
    Map<String, Agent> agents,
    Listen listen,
    Identity identity,
    Policy policy,
    Inspect inspect,
    Provenance provenance,
    Audit audit,
    Limits limits) {
  public Settings {
    servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
  }

  /**
   * One tool server.
   *
   * @param reach how it is reached
   * @param trustDomain the operator's grouping; its own name where nobody sets one
   */
  public record Server(Reach reach, String trustDomain) {}

  /**
   * One agent that is reached over Agent2Agent.
   *
   * @param reach its address, or its card's, and the headers of every request
   * @param trustDomain the operator's grouping; its own name where nobody sets one
   * @param cardKeys absolute file of the keys that must have signed its card; empty where it need
   *     not be signed
   */
  public record Agent(Reach.Remote reach, String trustDomain, Optional<Path> cardKeys) {}

  /** How a tool server is reached. */
  public sealed interface Reach {
    /**
     * A child process that speaks over standard input and output.
     *
     * @param command program and arguments; never empty
     * @param env environment variables that it gets beside ours; their values can be secret
     * @param cwd absolute folder in which it starts; empty for the one in which we run
     */
    record Child(List<String> command, Map<String, String> env, Optional<Path> cwd)
        implements Reach {
      public Child {
        command = List.copyOf(command);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
      }

      /** The program and the names of variables only: arguments and values can be secret. */
      @Override
      public String toString() {
        return "Child[" + command.getFirst() + ", " + env.keySet() + "]";
      }
    }

    /**
     * A server somewhere else, over HTTP.
     *
     * @param url absolute, {@code http} or {@code https}, without a user and without a fragment
     * @param headers sent with every request
     * @param grant how tokens for it are asked for; empty where the headers are enough
     */
    record Remote(URI url, Map<String, HeaderText> headers, Optional<Grant> grant)
        implements Reach {
      public Remote {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
      }

      /** The host and the names of headers only: paths, queries and values can be secret. */
      @Override
      public String toString() {
        return "Remote[" + url.getHost() + ", " + headers.keySet() + "]";
      }
    }
  }

  /**
   * How tokens for a server are asked for.
   *
   * @param exchangesCallers whether the caller's own token is exchanged
   * @param address {@code https}, or {@code http} on this machine
   * @param client our name there
   * @param secret proves it; empty where none does
   * @param wanted the parameters that say what for
   */
  public record Grant(
      boolean exchangesCallers,
      URI address,
      String client,
      Optional<HeaderText> secret,
      Map<String, String> wanted) {
    public Grant {
      wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    }
  }

  /**
   * Where clients over HTTP come in.
   *
   * @param host name or address of the interface
   * @param port 0 for any that is free
   * @param hosts names that requests may use for it beside those of this machine
   * @param publicUrl where clients reach it, without a path; empty where nobody says
   * @param tls empty for plain HTTP
   */
  public record Listen(
      String host, int port, List<String> hosts, Optional<String> publicUrl, Optional<Tls> tls) {
    public Listen {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Who may come in over HTTP.
   *
   * @param apiKeysFile absolute; empty where there are no keys, and everybody who reaches the
   *     address comes in
   * @param jwt callers with access tokens; empty where none are taken
   * @param agents programs that sign tokens about themselves
   */
  public record Identity(Optional<Path> apiKeysFile, Optional<Jwt> jwt, List<String> agents) {
    public Identity {
      agents = List.copyOf(agents);
    }
  }

  /**
   * Callers with access tokens.
   *
   * @param rules which tokens count
   * @param keys where the keys are that they are signed with
   */
  public record Jwt(AccessRules rules, KeyPlace keys) {}

  /** Where an authority's public keys are. */
  public sealed interface KeyPlace {
    /** An absolute file. */
    record InFile(Path path) implements KeyPlace {}

    /** An address: {@code https}, or {@code http} on this machine. */
    record AtAddress(URI address) implements KeyPlace {}
  }

  /**
   * Encryption of what comes in. All paths are absolute files with PEM.
   *
   * @param certificate the chain, the gateway's own first
   * @param key its private key
   * @param clientCa whose certificates callers may come with; empty where none are asked for
   */
  public record Tls(Path certificate, Path key, Optional<Path> clientCa) {}

  /**
   * What is allowed.
   *
   * @param defaultAction what happens where no rule decides
   * @param files the policy files in order
   */
  public record Policy(DefaultAction defaultAction, List<PolicyFile> files) {
    public Policy {
      files = List.copyOf(files);
    }
  }

  /** One policy file. */
  public sealed interface PolicyFile {
    /** The one that comes with this program. */
    record Shipped() implements PolicyFile {}

    /**
     * One of the operator's.
     *
     * @param name as written in the configuration
     * @param path absolute
     */
    record Own(String name, Path path) implements PolicyFile {}
  }

  /**
   * The detectors.
   *
   * @param onDetectorFailure what happens to a message when a detector fails on it
   */
  public record Inspect(OnFailure onDetectorFailure) {}

  /** What happens to a message that could not be judged. */
  public enum OnFailure {
    DENY,
    ALLOW
  }

  /**
   * Where arguments come from.
   *
   * @param mode how it is recognised
   */
  public record Provenance(ProvenanceMode mode) {}

  /** How the origin of arguments is recognised. */
  public enum ProvenanceMode {
    /** By the values of earlier results. */
    PRECISE
  }

  /**
   * The evidence.
   *
   * @param durability when it counts as written
   * @param isRequired whether calls are denied while it cannot be written
   */
  public record Audit(Durability durability, boolean isRequired) {}

  /**
   * Bounds on what is accepted.
   *
   * @param frameBytesMax size of the largest message, in bytes
   * @param callsPerMinute HTTP requests of one principal in a minute; 0 for no bound
   * @param concurrentCalls HTTP requests of one principal under way at once
   */
  public record Limits(int frameBytesMax, int callsPerMinute, int concurrentCalls) {}
}
