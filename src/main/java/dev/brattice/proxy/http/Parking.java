package dev.brattice.proxy.http;

import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Calls that wait for their client to come back with what a server asked for. The client is given a
 * handle that nobody can guess; it fits one call with the same method and arguments, once.
 */
final class Parking {
  /** How many calls may be parked; one more is given up. */
  static final int CALLS_MAX = 256;

  /** How long a call waits for its client, in milliseconds. */
  static final long WAIT_MILLIS = 300_000;

  private static final int HANDLE_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Call> calls = new ConcurrentHashMap<>();

  /**
   * A parked call.
   *
   * @param server where it is under way; nobody else calls there
   * @param id the id that it has there
   * @param caller its client
   * @param asked what the client asked, without what changes from one attempt to the next
   * @param untilNanos when it is given up
   */
  record Call(SharedServer server, RequestId id, Caller caller, String asked, long untilNanos) {}

  /** A call to be parked. */
  static Call call(SharedServer server, RequestId id, Caller caller, Message.Request request) {
    return new Call(
        server,
        id,
        caller,
        asked(request),
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS));
  }

  private static String asked(Message.Request request) {
    JsonObject params =
        request
            .params()
            .orElse(JsonObject.empty())
            .without("_meta")
            .without("inputResponses")
            .without("requestState");
    return request.method() + ' ' + JsonWriter.text(params);
  }

  /** Parks {@code call}; its handle, or empty where too many are parked. */
  Optional<String> park(Call call) {
    if (calls.size() >= CALLS_MAX) {
      return Optional.empty();
    }
    byte[] random = new byte[HANDLE_BYTES];
    RANDOM.nextBytes(random);
    String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    calls.put(handle, call);
    return Optional.of(handle);
  }

  /** The call that {@code handle} is for, if {@code retry} asks the same; it is parked no more. */
  Optional<Call> take(String handle, Message.Request retry) {
    Call call = calls.get(handle);
    boolean fits = call != null && call.asked().equals(asked(retry));
    return fits ? Optional.ofNullable(calls.remove(handle)) : Optional.empty();
  }

  /** Takes out a call whose time is over. */
  Optional<Call> expired(long nowNanos) {
    return calls.entrySet().stream()
        .filter(each -> nowNanos - each.getValue().untilNanos() > 0)
        .filter(each -> calls.remove(each.getKey(), each.getValue()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
