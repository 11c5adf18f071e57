package dev.brattice.inspect.network;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Material;
import dev.brattice.inspect.Observations;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.Workspace;
import dev.brattice.inspect.network.Urls.Target;
import dev.brattice.inspect.paths.Ruling;
import dev.brattice.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Judges the hosts that a call's URLs lead to. */
public final class NetworkDetector implements Detector {
  /** How many touches are reported for one message; further hosts are still judged. */
  public static final int TOUCHES_MAX = 256;

  /** How much of one URL is looked at; what follows cannot hold its host. */
  static final int URL_CHARS_MAX = 8_192;

  @Override
  public Family family() {
    return Family.NETWORK;
  }

  @Override
  public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
    if (subject.material().direction() != Direction.ARGUMENTS) {
      return;
    }
    Set<String> touched = new HashSet<>();
    for (Leaf leaf : subject.leaves()) {
      if (leaf.role() == Role.URL) {
        url(leaf, findings, touched, touches);
      }
    }
  }

  private static void url(
      Leaf leaf, Consumer<Finding> findings, Set<String> touched, Consumer<Touch> touches) {
    String text = leaf.value();
    if (text.length() > URL_CHARS_MAX) {
      text = text.substring(0, URL_CHARS_MAX);
    }
    Optional<Finding> worst = Optional.empty();
    for (Target target : Urls.targets(text)) {
      Host host = Hosts.of(target.host());
      Optional<Ruling> ruling = HostJudge.judge(target, host);
      if (ruling.isPresent() && isWorse(ruling.get(), worst)) {
        worst = Optional.of(ruling.get().at(leaf.locus(), host.disguised() ? "address" : ""));
      }
      if (target.isFirst() && touched.size() < TOUCHES_MAX && touched.add(host.name())) {
        touches.accept(
            new Touch(Touch.Action.CONNECT, Touch.Kind.HOST, host.name(), Set.of(), leaf.locus()));
      }
    }
    worst.ifPresent(findings);
  }

  private static boolean isWorse(Ruling ruling, Optional<Finding> worst) {
    return worst.isEmpty() || ruling.severity().compareTo(worst.get().severity()) > 0;
  }

  @Override
  public boolean catchesCanary() {
    Workspace workspace = new Workspace("/canary", "/canary", List.of(), List.of(), List.of());
    Subject subject =
        new Subject(
            new Material(Direction.ARGUMENTS, new ToolRef("canary", "fetch"), JsonObject.empty()),
            new Observations(0, workspace, Map.of()),
            List.of(new Leaf("/url", "url", "http://docs@0xA9FEA9FE/latest/", Role.URL)));
    List<Finding> found = new ArrayList<>();
    inspect(subject, found::add, touch -> {});
    return found.stream().anyMatch(finding -> finding.severity() == Severity.BLOCK);
  }
}
