package dev.brattice.mcp;

import java.util.Set;

/**
 * The method names that judgement treats by name. All others pass the same stages as unknown ones.
 */
public final class Methods {
  public static final String INITIALIZE = "initialize";
  public static final String DISCOVER = "server/discover";
  public static final String PING = "ping";
  public static final String TOOLS_CALL = "tools/call";
  public static final String TOOLS_LIST = "tools/list";
  public static final String PROMPTS_LIST = "prompts/list";
  public static final String RESOURCES_LIST = "resources/list";
  public static final String RESOURCE_TEMPLATES_LIST = "resources/templates/list";
  public static final String RESOURCES_READ = "resources/read";
  public static final String CANCELLED = "notifications/cancelled";
  public static final String ROOTS_LIST = "roots/list";
  public static final String ELICITATION = "elicitation/create";
  public static final String SAMPLING = "sampling/createMessage";

  /** What opens a session: carries nothing to judge, so it need not wait for the detectors. */
  private static final Set<String> OPENING =
      Set.of(INITIALIZE, DISCOVER, PING, "notifications/initialized");

  private Methods() {}

  /** Whether {@code method} opens a session. */
  public static boolean opensSession(String method) {
    return OPENING.contains(method);
  }

  /** Whether the answer to {@code method} describes the server to the model. */
  public static boolean describesServer(String method) {
    return switch (method) {
      case INITIALIZE,
          DISCOVER,
          TOOLS_LIST,
          PROMPTS_LIST,
          RESOURCES_LIST,
          RESOURCE_TEMPLATES_LIST ->
          true;
      default -> false;
    };
  }

  /** The member of a list's answer that holds its elements; empty for other methods. */
  public static String listMember(String method) {
    return switch (method) {
      case TOOLS_LIST -> "tools";
      case PROMPTS_LIST -> "prompts";
      case RESOURCES_LIST -> "resources";
      case RESOURCE_TEMPLATES_LIST -> "resourceTemplates";
      default -> "";
    };
  }
}
