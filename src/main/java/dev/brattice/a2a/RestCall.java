package dev.brattice.a2a;

import dev.brattice.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request of the HTTP+JSON binding, by its method and path.
 *
 * @param operation what is asked
 * @param version 0.3 where the path begins with {@code /v1}, else 1.0
 * @param tenant the segment before the rest; empty where there is none
 * @param task the task in the path; empty where there is none
 * @param config the push notification configuration in the path; empty where there is none
 */
public record RestCall(
    Operation operation, Version version, String tenant, String task, String config) {
  /** The longest path below an agent's own that is read, in characters. */
  public static final int PATH_CHARS_MAX = 2_048;

  private static final String PUSH = "pushNotificationConfigs";
  private static final int SEGMENTS_MAX = 6;

  /** The members that the path stands for are added to the parameters under their names. */
  public JsonObject pathMembers() {
    JsonObject members = JsonObject.empty();
    if (!tenant.isEmpty()) {
      members = members.with("tenant", tenant);
    }
    if (!task.isEmpty()) {
      members = members.with(config.isEmpty() && !isPush() ? "id" : "taskId", task);
    }
    return config.isEmpty() ? members : members.with("id", config);
  }

  private boolean isPush() {
    return operation == Operation.CREATE_PUSH_CONFIG || operation == Operation.LIST_PUSH_CONFIGS;
  }

  /**
   * Reads a request line.
   *
   * @param method the HTTP method
   * @param path below the agent's own path, decoded, beginning with a slash
   */
  public static Optional<RestCall> of(String method, String path) {
    List<String> segments = segments(path);
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    boolean older = segments.getFirst().equals("v1");
    List<String> rest = older ? segments.subList(1, segments.size()) : segments;
    Version version = older ? Version.V0_3 : Version.V1_0;
    Optional<RestCall> found = read(method, rest, version, "");
    return found.isEmpty() && !older && rest.size() > 1
        ? read(method, rest.subList(1, rest.size()), version, rest.getFirst())
        : found;
  }

  /** The segments; none where there are too many, or one that has no single reading. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    if (path.length() > PATH_CHARS_MAX || !path.startsWith("/")) {
      return List.of();
    }
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(start, end);
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segments.size() == SEGMENTS_MAX) {
        return List.of();
      }
      segments.add(segment);
      start = end + 1;
    }
    return segments;
  }

  private static Optional<RestCall> read(
      String method, List<String> path, Version version, String tenant) {
    boolean get = method.equals("GET");
    boolean post = method.equals("POST");
    String first = path.isEmpty() ? "" : path.getFirst();
    return switch (path.size()) {
      case 1 ->
          switch (first) {
            case "message:send" -> when(post, Operation.SEND_MESSAGE, version, tenant, "", "");
            case "message:stream" ->
                when(post, Operation.SEND_STREAMING_MESSAGE, version, tenant, "", "");
            case "tasks" -> when(get, Operation.LIST_TASKS, version, tenant, "", "");
            case "extendedAgentCard" ->
                when(
                    get && version == Version.V1_0,
                    Operation.GET_EXTENDED_CARD,
                    version,
                    tenant,
                    "",
                    "");
            case "card" ->
                when(
                    get && version == Version.V0_3,
                    Operation.GET_EXTENDED_CARD,
                    version,
                    tenant,
                    "",
                    "");
            default -> Optional.empty();
          };
      case 2 -> first.equals("tasks") ? task(get, post, path.get(1), version, tenant) : none();
      case 3 -> {
        if (!first.equals("tasks") || !path.get(2).equals(PUSH)) {
          yield none();
        }
        yield get
            ? when(true, Operation.LIST_PUSH_CONFIGS, version, tenant, path.get(1), "")
            : when(post, Operation.CREATE_PUSH_CONFIG, version, tenant, path.get(1), "");
      }
      case 4 -> {
        if (!first.equals("tasks") || !path.get(2).equals(PUSH)) {
          yield none();
        }
        boolean delete = method.equals("DELETE");
        Operation operation = get ? Operation.GET_PUSH_CONFIG : Operation.DELETE_PUSH_CONFIG;
        yield when(get || delete, operation, version, tenant, path.get(1), path.get(3));
      }
      default -> none();
    };
  }

  private static Optional<RestCall> task(
      boolean get, boolean post, String segment, Version version, String tenant) {
    int colon = segment.lastIndexOf(':');
    String id = colon < 0 ? segment : segment.substring(0, colon);
    return switch (colon < 0 ? "" : segment.substring(colon + 1)) {
      case "cancel" -> when(post, Operation.CANCEL_TASK, version, tenant, id, "");
      case "subscribe" -> when(get || post, Operation.SUBSCRIBE_TO_TASK, version, tenant, id, "");
      default -> when(get, Operation.GET_TASK, version, tenant, segment, "");
    };
  }

  private static Optional<RestCall> none() {
    return Optional.empty();
  }

  private static Optional<RestCall> when(
      boolean condition,
      Operation operation,
      Version version,
      String tenant,
      String task,
      String config) {
    return condition
        ? Optional.of(new RestCall(operation, version, tenant, task, config))
        : Optional.empty();
  }

  /** The path below the agent's interface, every segment encoded. */
  public String path() {
    var path = new StringBuilder(version == Version.V0_3 ? "/v1" : "");
    if (!tenant.isEmpty()) {
      path.append('/').append(encoded(tenant));
    }
    return switch (operation) {
      case SEND_MESSAGE -> path + "/message:send";
      case SEND_STREAMING_MESSAGE -> path + "/message:stream";
      case GET_TASK -> path + "/tasks/" + encoded(task);
      case LIST_TASKS -> path + "/tasks";
      case CANCEL_TASK -> path + "/tasks/" + encoded(task) + ":cancel";
      case SUBSCRIBE_TO_TASK -> path + "/tasks/" + encoded(task) + ":subscribe";
      case CREATE_PUSH_CONFIG, LIST_PUSH_CONFIGS -> path + "/tasks/" + encoded(task) + "/" + PUSH;
      case GET_PUSH_CONFIG, DELETE_PUSH_CONFIG ->
          path + "/tasks/" + encoded(task) + "/" + PUSH + "/" + encoded(config);
      case GET_EXTENDED_CARD -> path + (version == Version.V0_3 ? "/card" : "/extendedAgentCard");
    };
  }

  /** {@code text} as one segment of a path or one value of a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
