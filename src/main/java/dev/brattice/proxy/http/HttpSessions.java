package dev.brattice.proxy.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The sessions of one endpoint: bounded in number, ended when nobody uses them. */
public final class HttpSessions implements AutoCloseable {
  /** The most sessions at once; further ones are refused until some end. */
  public static final int SESSIONS_MAX = 1_000;

  /** How long a session may go unused, in minutes. */
  static final long IDLE_MINUTES = 30;

  private static final int ID_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();

  /** A new session; empty where there are too many. */
  Optional<HttpSession> open() {
    endIdle(System.nanoTime());
    if (sessions.size() >= SESSIONS_MAX) {
      return Optional.empty();
    }
    byte[] random = new byte[ID_BYTES];
    RANDOM.nextBytes(random);
    var session = new HttpSession(HexFormat.of().formatHex(random));
    sessions.put(session.id(), session);
    return Optional.of(session);
  }

  /** The session {@code id}. */
  Optional<HttpSession> find(String id) {
    return Optional.ofNullable(sessions.get(id)).filter(session -> !session.hasEnded());
  }

  /** How many there are. */
  public int size() {
    return sessions.size();
  }

  /** Ends {@code session} and its server. */
  void end(HttpSession session) {
    lost(session);
    session.leave();
  }

  /** The server of {@code session} is gone. */
  void lost(HttpSession session) {
    sessions.remove(session.id());
    session.end();
  }

  /** Ends those that nobody used for {@link #IDLE_MINUTES}. */
  void endIdle(long nowNanos) {
    long limit = TimeUnit.MINUTES.toNanos(IDLE_MINUTES);
    for (HttpSession session : sessions.values()) {
      if (session.idleNanos(nowNanos) > limit) {
        end(session);
      }
    }
  }

  /** Ends all, at once: a server may take a while. */
  @Override
  public void close() {
    try (var ending = Executors.newVirtualThreadPerTaskExecutor()) {
      sessions.values().forEach(session -> ending.execute(() -> end(session)));
    }
  }

  /** Nobody listens any more; calls under way go on. */
  void drain() {
    sessions.values().forEach(HttpSession::deafen);
  }
}
