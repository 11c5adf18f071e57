package dev.brattice.inspect.secrets;

import dev.brattice.call.Direction;
import dev.brattice.crypto.FingerprintKey;
import dev.brattice.inspect.Detector;
import dev.brattice.inspect.Family;
import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Leaf;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Role;
import dev.brattice.inspect.Severity;
import dev.brattice.inspect.Subject;
import dev.brattice.inspect.Touch;
import dev.brattice.inspect.text.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds secrets in every direction. Never stronger than a warning: a secret in a file that the
 * agent reads is ordinary work, and what may leave for where is policy's and provenance's question.
 */
public final class SecretDetector implements Detector {
  private static final String OWASP = "ASI03";

  private final Optional<FingerprintKey> key;

  /** A detector whose findings carry no fingerprints. */
  public SecretDetector() {
    this.key = Optional.empty();
  }

  /** A detector that fingerprints what it finds with {@code key}. */
  public SecretDetector(FingerprintKey key) {
    this.key = Optional.of(key);
  }

  @Override
  public Family family() {
    return Family.SECRETS;
  }

  @Override
  public void inspect(Subject subject, Consumer<Finding> findings, Consumer<Touch> touches) {
    for (Leaf leaf : subject.leaves()) {
      leaf(subject, leaf, findings);
    }
  }

  private void leaf(Subject subject, Leaf leaf, Consumer<Finding> findings) {
    String text = leaf.value();
    List<Secret> open = SecretScanner.find(text);
    for (Secret secret : open) {
      report(secret, leaf.locus(secret.start(), secret.end()), text, "", findings);
    }
    if (open.isEmpty()) {
      named(leaf, subject.material().direction())
          .ifPresent(secret -> report(secret, leaf.locus(), text, "", findings));
    }
    List<View> views = subject.views(leaf);
    if (views.size() > 1) {
      decoded(leaf, open, views.subList(1, views.size()), findings);
    }
  }

  /** Reports what only decoding shows: what stands in the open too is reported already. */
  private void decoded(Leaf leaf, List<Secret> open, List<View> views, Consumer<Finding> findings) {
    List<Locus> covered = new ArrayList<>();
    Set<String> values = new HashSet<>();
    for (Secret secret : open) {
      covered.add(leaf.locus(secret.start(), secret.end()));
      values.add(leaf.value().substring(secret.start(), secret.end()));
    }
    for (View view : views) {
      for (Secret secret : SecretScanner.find(view.text())) {
        Locus place = view.locus(leaf, secret.start(), secret.end());
        boolean known = !values.add(view.text().substring(secret.start(), secret.end()));
        if (!known && !isWithin(place, covered)) {
          covered.add(place);
          report(secret, place, view.text(), view.disguise(), findings);
        }
      }
    }
  }

  private static boolean isWithin(Locus place, List<Locus> covered) {
    for (Locus other : covered) {
      if (place.start() >= other.start() && place.end() <= other.end()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A member of an object whose name says that its value is a credential. In arguments it stands
   * where the tool wants it.
   */
  private static Optional<Secret> named(Leaf leaf, Direction direction) {
    if (leaf.role() == Role.NAME || leaf.value().length() > 512) {
      return Optional.empty();
    }
    return switch (Values.judge(leaf.value(), CredentialNames.kindOf(leaf.name()))) {
      case NOTHING -> Optional.empty();
      case CHOSEN -> Optional.of(member(leaf, Severity.NOTE, 0.6));
      case DRAWN -> {
        boolean wanted = direction == Direction.ARGUMENTS;
        yield Optional.of(member(leaf, wanted ? Severity.NOTE : Severity.WARN, 0.8));
      }
    };
  }

  private static Secret member(Leaf leaf, Severity severity, double confidence) {
    return new Secret(
        "credential-member",
        "the value of a member with the name of a credential",
        severity,
        confidence,
        0,
        leaf.value().length());
  }

  private void report(
      Secret secret, Locus place, String text, String disguise, Consumer<Finding> findings) {
    String value = text.substring(secret.start(), secret.end());
    findings.accept(
        new Finding(
            "secrets." + secret.rule(),
            Family.SECRETS,
            secret.severity(),
            secret.confidence(),
            place,
            secret.what() + " stands here",
            disguise,
            OWASP,
            key.map(secretKey -> secretKey.shortFingerprint("secret", value)).orElse("")));
  }

  @Override
  public boolean catchesCanary() {
    // Put together here, so that no scanner of this repository takes it for a leaked token.
    String token = "ghp_" + "x7Qm2LrT9vKpW4zN8bYc" + "D3fGhJ6sA1eUiO5t";
    return !SecretScanner.find("token " + token).isEmpty();
  }
}
