package dev.brattice.upstream;

import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import dev.brattice.wire.http.Documents;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Access tokens for one server that its authority grants (RFC 6749, 4.4; RFC 8693), kept until
 * shortly before they expire or until the server refuses one.
 */
public final class GrantedTokens implements Credentials {
  /** The longest answer of an authority, in bytes. */
  static final int ANSWER_BYTES_MAX = 64 << 10;

  /** How long before it expires a token is not given any more, in milliseconds. */
  static final long EARLY_MILLIS = 30_000;

  /** How long a token counts where nobody says, and at most, in seconds. */
  static final long USUAL_SECONDS = 300;

  static final long SECONDS_MAX = TimeUnit.DAYS.toSeconds(1);

  /** How long nobody asks again after an authority refused, in milliseconds. */
  static final long PAUSE_MILLIS = 5_000;

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int BAD_REQUEST = 400;
  private static final JsonReader READER = new JsonReader(new JsonLimits(ANSWER_BYTES_MAX, 8, 32));

  private final URI address;
  private final Asking asking;
  private final Documents documents;
  private final LongSupplier millis;

  /** Held while one is asked for. Guards the fields below. */
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<Held> held = Optional.empty();
  private Optional<Failed> failed = Optional.empty();

  /** Says what to ask with, anew each time: secrets change. */
  @FunctionalInterface
  public interface Asking {
    /**
     * What to ask with.
     *
     * @throws Credentials.Absent when something for it is missing
     */
    Question question() throws Absent;
  }

  /**
   * What an authority is asked with.
   *
   * @param client our name there
   * @param secret that proves it; empty where none does
   * @param form the other parameters; can hold a caller's token
   */
  public record Question(String client, Optional<String> secret, Map<String, String> form) {
    public Question {
      form = Map.copyOf(form);
    }

    /** The names of parameters only. */
    @Override
    public String toString() {
      return "Question[" + form.keySet() + "]";
    }
  }

  private record Held(String authorization, long untilMillis) {
    @Override
    public String toString() {
      return "Held[" + untilMillis + "]";
    }
  }

  private record Failed(Absent problem, long atMillis) {}

  /**
   * Tokens that the authority at {@code address} grants.
   *
   * @param millis a clock that never goes back, in milliseconds
   */
  public GrantedTokens(URI address, Asking asking, Documents documents, LongSupplier millis) {
    this.address = address;
    this.asking = asking;
    this.documents = documents;
    this.millis = millis;
  }

  @Override
  public Optional<String> authorization() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long now = millis.getAsLong();
      if (held.isEmpty() || now >= held.get().untilMillis()) {
        held = Optional.empty();
        if (failed.isPresent() && now - failed.get().atMillis() < PAUSE_MILLIS) {
          throw new Absent(String.valueOf(failed.get().problem().getMessage()));
        }
        held = Optional.of(ask());
        failed = Optional.empty();
      }
      return held.map(Held::authorization);
    } catch (Absent problem) {
      if (failed.isEmpty() || millis.getAsLong() - failed.get().atMillis() >= PAUSE_MILLIS) {
        failed = Optional.of(new Failed(problem, millis.getAsLong()));
      }
      throw problem;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean renew(String refused) {
    lock.lock();
    try {
      held = held.filter(it -> !it.authorization().equals(refused));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Held ask() throws Absent, InterruptedException {
    Question question = asking.question();
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    question
        .secret()
        .ifPresent(secret -> headers.put("Authorization", basic(question.client(), secret)));
    byte[] form = form(question).getBytes(StandardCharsets.US_ASCII);
    try {
      var answer = documents.get(address, headers, Optional.of(form), ANSWER_BYTES_MAX);
      if (answer.status() == OK) {
        return granted(answer.body().toArray());
      }
      boolean refused = answer.status() == UNAUTHORIZED || answer.status() == BAD_REQUEST;
      throw new Absent(
          "needs a token that its authority does not grant (HTTP status "
              + answer.status()
              + (refused ? "); see `auth` of the server" : ")"));
    } catch (Absent known) {
      throw known;
    } catch (IOException unreachable) {
      throw new Absent("needs a token, and `auth.token_url` of the server cannot be reached");
    }
  }

  private Held granted(byte[] body) throws Absent {
    try {
      if (READER.read(body) instanceof JsonObject answer) {
        Optional<String> token = answer.string("access_token").flatMap(HeaderValues::token);
        String type = answer.string("token_type").orElse("");
        if (token.isPresent() && type.equalsIgnoreCase("Bearer")) {
          long lasts = TimeUnit.SECONDS.toMillis(seconds(answer));
          // One that lasts no longer than that is used once.
          long until = millis.getAsLong() + Math.max(0, lasts - EARLY_MILLIS);
          return new Held("Bearer " + token.get(), until);
        }
      }
    } catch (JsonException malformed) {
      // Said below.
    }
    throw new Absent("needs a token, and its authority answered with none of type Bearer");
  }

  private static long seconds(JsonObject answer) {
    OptionalLong said =
        answer.get("expires_in").orElse(answer) instanceof JsonNumber number
            ? number.asLong()
            : OptionalLong.empty();
    return Math.clamp(said.orElse(USUAL_SECONDS), 0, SECONDS_MAX);
  }

  private static String form(Question question) {
    var text = new StringBuilder();
    if (question.secret().isEmpty()) {
      text.append("client_id=").append(encoded(question.client()));
    }
    question
        .form()
        .forEach(
            (name, value) ->
                text.append(text.isEmpty() ? "" : "&")
                    .append(encoded(name))
                    .append('=')
                    .append(encoded(value)));
    return text.toString();
  }

  /** Both parts are encoded first (RFC 6749, 2.3.1). */
  private static String basic(String client, String secret) {
    String pair = encoded(client) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
