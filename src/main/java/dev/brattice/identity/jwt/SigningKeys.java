package dev.brattice.identity.jwt;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The public keys of who signs tokens, read from where they publish them and read again as these
 * change. What cannot be read again stays as it was for a while.
 */
public final class SigningKeys {
  /** After this they are read again, in milliseconds. */
  public static final long FRESH_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /**
   * The least time between two readings, in milliseconds: tokens with invented names of keys must
   * not make us ask for each.
   */
  public static final long RETRY_MILLIS = TimeUnit.SECONDS.toMillis(30);

  /** How long keys count that cannot be read again, in milliseconds. */
  public static final long STALE_MILLIS = TimeUnit.HOURS.toMillis(12);

  /** The longest set, in bytes, and the most keys of one. */
  public static final int BYTES_MAX = 256 << 10;

  public static final int KEYS_MAX = 64;

  private static final JsonReader READER = new JsonReader(new JsonLimits(BYTES_MAX, 8, 32));

  private final Fetch fetch;
  private final LongSupplier millis;
  private final Consumer<String> problems;

  /** Held while they are read. Guards {@link #triedMillis} and {@link #failing}. */
  private final ReentrantLock reading = new ReentrantLock();

  private volatile Optional<Held> held = Optional.empty();
  private volatile long triedMillis;
  private boolean failing;

  /** Reads a set of keys. */
  @FunctionalInterface
  public interface Fetch {
    /**
     * The set as JSON (RFC 7517, 5), at most {@link SigningKeys#BYTES_MAX} bytes.
     *
     * @throws IOException with one sentence, where it cannot be had
     */
    byte[] fetch() throws IOException, InterruptedException;
  }

  private record Held(List<JWK> keys, long readMillis) {}

  /**
   * Keys that are read when they are first needed.
   *
   * @param millis a clock that never goes back, in milliseconds
   * @param problems receives one sentence when they cannot be read, once until they can again
   */
  public SigningKeys(Fetch fetch, LongSupplier millis, Consumer<String> problems) {
    this.fetch = fetch;
    this.millis = millis;
    this.problems = problems;
    this.triedMillis = millis.getAsLong() - RETRY_MILLIS;
  }

  /** Reads them now, so that what is wrong shows early. */
  public void warm() throws InterruptedException {
    refresh(true);
  }

  /** Those that {@code token} may be signed with; empty where there are no keys at all. */
  Optional<List<JWK>> fitting(TokenText token) throws InterruptedException {
    long now = millis.getAsLong();
    Optional<Held> known = usable(now);
    if (known.isEmpty() || now - known.get().readMillis() >= FRESH_MILLIS) {
      refresh(known.isEmpty());
    }
    List<JWK> fitting = fitting(token, usable(now));
    if (fitting.isEmpty() && known.isPresent()) {
      // Most likely they were rotated.
      refresh(true);
      fitting = fitting(token, usable(now));
    }
    return usable(now).isEmpty() ? Optional.empty() : Optional.of(fitting);
  }

  private Optional<Held> usable(long now) {
    return held.filter(keys -> now - keys.readMillis() < STALE_MILLIS);
  }

  private static List<JWK> fitting(TokenText token, Optional<Held> from) {
    List<JWK> fitting = new ArrayList<>();
    for (JWK key : from.map(Held::keys).orElse(List.of())) {
      if (Signature.fits(key, token)) {
        fitting.add(key);
      }
    }
    return fitting;
  }

  /** Reads them, unless that was tried a moment ago. Who need not wait for another does not. */
  private void refresh(boolean waits) throws InterruptedException {
    if (millis.getAsLong() - triedMillis < RETRY_MILLIS && !(waits && reading.isLocked())) {
      return;
    }
    if (waits) {
      reading.lockInterruptibly();
    } else if (!reading.tryLock()) {
      return;
    }
    try {
      if (millis.getAsLong() - triedMillis >= RETRY_MILLIS) {
        triedMillis = millis.getAsLong();
        read();
      }
    } finally {
      reading.unlock();
    }
  }

  private void read() throws InterruptedException {
    try {
      held = Optional.of(new Held(keys(fetch.fetch()), millis.getAsLong()));
      failing = false;
    } catch (IOException unreadable) {
      if (!failing) {
        problems.accept(String.valueOf(unreadable.getMessage()));
      }
      failing = true;
    }
  }

  /** The public keys in {@code json}; what is no key of a kind we know is passed over. */
  static List<JWK> keys(byte[] json) throws IOException {
    try {
      if (json.length <= BYTES_MAX && READER.read(json) instanceof JsonObject) {
        List<JWK> keys = new ArrayList<>();
        for (JWK key :
            JWKSet.parse(new String(json, StandardCharsets.UTF_8)).toPublicJWKSet().getKeys()) {
          if (keys.size() < KEYS_MAX) {
            keys.add(key);
          }
        }
        return List.copyOf(keys);
      }
    } catch (ParseException | JsonException | IllegalArgumentException malformed) {
      // Said below.
    }
    throw new IOException(
        "expected a set of at most 64 public keys (RFC 7517) where tokens are checked with them,"
            + " got something else");
  }
}
