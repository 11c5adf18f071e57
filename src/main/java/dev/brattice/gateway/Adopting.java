package dev.brattice.gateway;

import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.proxy.http.HttpEndpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts a changed configuration in force while calls are under way. */
final class Adopting implements Reload.Adopter {
  /** What is only read when the gateway starts, by how the lines of changes begin. */
  private static final List<String> AT_START =
      List.of(
          "listen.host ",
          "listen.port ",
          "listen.tls.certificate ",
          "listen.tls.key ",
          "listen.tls.client_ca ",
          "agents.",
          "audit.durability ",
          "limits.frame_bytes_max ");

  private final Parts parts;
  private final Servers servers;
  private final Endpoints<HttpEndpoint> endpoints;
  private final Router router;
  private final Set<String> otherPaths;
  private final AdmittanceMaker admittances;
  private final Voice voice;

  /** Judges whether a configuration can be served, and who may come in by it. */
  @FunctionalInterface
  interface AdmittanceMaker {
    /** The admittance by {@code configuration}. */
    Router.Admittance of(Configuration configuration) throws ConfigException;
  }

  /**
   * What adopts.
   *
   * @param otherPaths where there is something else than a server
   */
  Adopting(
      Parts parts,
      Servers servers,
      Endpoints<HttpEndpoint> endpoints,
      Router router,
      Set<String> otherPaths,
      AdmittanceMaker admittances,
      Voice voice) {
    this.parts = parts;
    this.servers = servers;
    this.endpoints = endpoints;
    this.router = router;
    this.otherPaths = otherPaths;
    this.admittances = admittances;
    this.voice = voice;
  }

  @Override
  public List<String> adopt(Configuration before, Configuration next)
      throws ConfigException, PartsException {
    Router.Admittance admittance = admittances.of(next);
    Parts.PolicyChange policy = parts.adopt(next, voice::problem);
    router.adopt(admittance);
    reconnect(servers.adopt(next.settings().servers()));
    List<String> notes = new ArrayList<>();
    if (!policy.before().equals(policy.now())) {
      notes.add("policy from digest " + policy.before() + " to " + policy.now());
    }
    for (String change : before.changes(next)) {
      for (String key : AT_START) {
        if (change.startsWith(key)) {
          notes.add(change.substring(0, change.indexOf(' ')) + " changes with the next start only");
        }
      }
    }
    return notes;
  }

  /** Sessions keep the server that they have, unless that is not to be there any more. */
  private void reconnect(Servers.Change change) {
    Set<String> paths = new HashSet<>(Router.paths(servers.names()));
    paths.addAll(otherPaths);
    endpoints.adopt(paths);
    for (String name : change.changed()) {
      Router.pathsOf(name).forEach(path -> endpoints.at(path).forEach(HttpEndpoint::renew));
    }
    for (String name : change.gone()) {
      Router.pathsOf(name).forEach(this::end);
    }
    if (!change.gone().isEmpty()) {
      Router.pathsOfAll().forEach(this::end);
    } else if (!change.changed().isEmpty()) {
      Router.pathsOfAll().forEach(path -> endpoints.at(path).forEach(HttpEndpoint::renew));
    }
  }

  private void end(String path) {
    List<HttpEndpoint> removed = endpoints.remove(path);
    removed.forEach(HttpEndpoint::drain);
    removed.forEach(HttpEndpoint::close);
  }
}
