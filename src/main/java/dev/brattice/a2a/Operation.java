package dev.brattice.a2a;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one agent can ask of another, under the names of version 1.0. */
public enum Operation {
  SEND_MESSAGE("SendMessage", "message/send"),
  SEND_STREAMING_MESSAGE("SendStreamingMessage", "message/stream"),
  GET_TASK("GetTask", "tasks/get"),
  LIST_TASKS("ListTasks", "tasks/list"),
  CANCEL_TASK("CancelTask", "tasks/cancel"),
  SUBSCRIBE_TO_TASK("SubscribeToTask", "tasks/resubscribe"),
  CREATE_PUSH_CONFIG("CreateTaskPushNotificationConfig", "tasks/pushNotificationConfig/set"),
  GET_PUSH_CONFIG("GetTaskPushNotificationConfig", "tasks/pushNotificationConfig/get"),
  LIST_PUSH_CONFIGS("ListTaskPushNotificationConfigs", "tasks/pushNotificationConfig/list"),
  DELETE_PUSH_CONFIG("DeleteTaskPushNotificationConfig", "tasks/pushNotificationConfig/delete"),
  GET_EXTENDED_CARD("GetExtendedAgentCard", "agent/getAuthenticatedExtendedCard");

  private static final Map<String, Operation> BY_NAME = new HashMap<>();

  static {
    for (Operation operation : values()) {
      BY_NAME.put(operation.label, operation);
      BY_NAME.put(operation.olderName, operation);
    }
  }

  private final String label;
  private final String olderName;

  Operation(String label, String olderName) {
    this.label = label;
    this.olderName = olderName;
  }

  /** The name in version 1.0, which policy, records and logs use for both versions. */
  public String label() {
    return label;
  }

  /** The method's name in version 0.3. */
  public String olderName() {
    return olderName;
  }

  /** The operation that a JSON-RPC method of either version names. */
  public static Optional<Operation> of(String method) {
    return Optional.ofNullable(BY_NAME.get(method));
  }

  /** Whether {@code method} carries what the caller says to another agent. */
  public static boolean sends(String method) {
    return method.equals(SEND_MESSAGE.label) || method.equals(SEND_STREAMING_MESSAGE.label);
  }

  /** Whether its answer can be a stream of events. */
  public boolean streams() {
    return this == SEND_STREAMING_MESSAGE || this == SUBSCRIBE_TO_TASK;
  }

  /** The member of its parameters that names a task in {@code version}; empty where none does. */
  public String taskMember(Version version) {
    return switch (this) {
      case GET_TASK, CANCEL_TASK, SUBSCRIBE_TO_TASK -> "id";
      case CREATE_PUSH_CONFIG -> "taskId";
      case GET_PUSH_CONFIG, LIST_PUSH_CONFIGS, DELETE_PUSH_CONFIG ->
          version == Version.V0_3 ? "id" : "taskId";
      case SEND_MESSAGE, SEND_STREAMING_MESSAGE, LIST_TASKS, GET_EXTENDED_CARD -> "";
    };
  }
}
