package dev.brattice.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last token of each caller that was found right, to be exchanged for one that is for a server.
 * It goes to no server itself. In memory only.
 */
public final class CallerTokens {
  /** The most callers; beyond it the one that was not heard of longest is forgotten. */
  public static final int CALLERS_MAX = 2_048;

  private final int callersMax;

  /** Guards {@link #tokens}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Principal, String> tokens = new LinkedHashMap<>(64, 0.75f, true);

  /** Of at most {@link #CALLERS_MAX} callers. */
  public CallerTokens() {
    this(CALLERS_MAX);
  }

  /** Of so many callers; of none where nothing is exchanged, so that no token stays in memory. */
  public CallerTokens(int callersMax) {
    this.callersMax = callersMax;
  }

  /** Keeps the {@code token} of {@code principal}. */
  public void keep(Principal principal, String token) {
    lock.lock();
    try {
      tokens.put(principal, token);
      if (tokens.size() > callersMax) {
        tokens.remove(tokens.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  /** The token of {@code principal}; empty where it came with none. */
  public Optional<String> of(Principal principal) {
    lock.lock();
    try {
      return Optional.ofNullable(tokens.get(principal));
    } finally {
      lock.unlock();
    }
  }
}
