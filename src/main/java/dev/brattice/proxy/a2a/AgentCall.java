package dev.brattice.proxy.a2a;

import dev.brattice.a2a.Binding;
import dev.brattice.a2a.Operation;
import dev.brattice.a2a.RestCall;
import dev.brattice.a2a.Version;
import dev.brattice.json.Json;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a caller, in either binding.
 *
 * @param operation what is asked
 * @param spelling the version whose words its parameters use
 * @param version the version that the caller's head names
 * @param method JSON-RPC's, or HTTP's for the other binding
 * @param body the parameters, or the body
 * @param beside what is part of the request and stands outside of its body: segments of the path,
 *     members of the query, the extensions that the head names
 * @param rest the path, for the binding that has one
 * @param head the headers of the protocol, which go on
 * @param speech how it is answered
 */
record AgentCall(
    Operation operation,
    Version spelling,
    Version version,
    String method,
    Optional<JsonObject> body,
    JsonObject beside,
    Optional<RestCall> rest,
    Map<String, String> head,
    Speech speech) {
  /** The members of a query that exist; others are not passed on. */
  static final List<String> QUERY =
      List.of(
          "tenant",
          "contextId",
          "status",
          "pageSize",
          "pageToken",
          "historyLength",
          "statusTimestampAfter",
          "includeArtifacts");

  AgentCall {
    head = Map.copyOf(head);
  }

  Binding binding() {
    return rest.isPresent() ? Binding.HTTP_JSON : Binding.JSON_RPC;
  }

  /** Whether the body says of something another thing than what stands beside it. */
  boolean contradictsItself() {
    for (Map.Entry<String, Json> member : beside.members().entrySet()) {
      Optional<Json> inBody = body.flatMap(it -> it.get(member.getKey()));
      if (inBody.isPresent() && !inBody.get().equals(member.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** Everything that is judged, as one tree. */
  JsonObject arguments() {
    Map<String, Json> all = new LinkedHashMap<>(body.map(JsonObject::members).orElse(Map.of()));
    beside.members().forEach(all::putIfAbsent);
    return JsonObject.of(all);
  }

  /** The body in {@code judged}; empty where what stands beside it would have to change. */
  Optional<JsonObject> bodyOf(Json judged) {
    if (!(judged instanceof JsonObject whole)) {
      return Optional.empty();
    }
    JsonObject left = whole;
    for (Map.Entry<String, Json> member : beside.members().entrySet()) {
      if (!whole.get(member.getKey()).filter(member.getValue()::equals).isPresent()) {
        return Optional.empty();
      }
      if (body.filter(it -> it.has(member.getKey())).isEmpty()) {
        left = left.without(member.getKey());
      }
    }
    return Optional.of(left);
  }

  /** Strings of the query, for the request line. */
  String query() {
    JsonObject inPath = rest.map(RestCall::pathMembers).orElse(JsonObject.empty());
    var query = new StringBuilder();
    for (Map.Entry<String, Json> member : beside.members().entrySet()) {
      boolean isQuery = QUERY.contains(member.getKey());
      if (isQuery && !inPath.has(member.getKey()) && member.getValue() instanceof JsonString text) {
        query.append(query.isEmpty() ? '?' : '&').append(member.getKey()).append('=');
        query.append(RestCall.encoded(text.value()));
      }
    }
    return query.toString();
  }
}
