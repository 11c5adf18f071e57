package dev.brattice.a2a;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tasks and the contexts that a message names, under both spellings of members that protocol
 * buffers allow.
 */
public record TaskIds(Set<String> tasks, Set<String> contexts) {
  /** The most elements of one list that are read. */
  public static final int ELEMENTS_MAX = 10_000;

  private static final List<String> TASK = List.of("taskId", "task_id");
  private static final List<String> CONTEXT = List.of("contextId", "context_id");
  private static final List<String> REFERENCES = List.of("referenceTaskIds", "reference_task_ids");
  private static final List<String> WRAPPERS =
      List.of(
          "task",
          "message",
          "msg",
          "statusUpdate",
          "status_update",
          "artifactUpdate",
          "artifact_update");
  private static final List<String> LISTS = List.of("tasks", "configs");

  public TaskIds {
    tasks = Set.copyOf(tasks);
    contexts = Set.copyOf(contexts);
  }

  /** What a request asks about. */
  public static TaskIds asked(Operation operation, Version version, JsonObject params) {
    var found = new Search();
    if (Operation.sends(operation.label())) {
      found.message(params.object("message").orElse(JsonObject.empty()));
      found.message(params.object("request").orElse(JsonObject.empty()));
    } else {
      found.members(params, TASK, found.tasks);
      if (operation.taskMember(version).equals("id")) {
        found.members(params, List.of("id"), found.tasks);
      }
      found.members(params, CONTEXT, found.contexts);
    }
    return found.done();
  }

  /** What an answer or an event is about. */
  public static TaskIds told(Json content) {
    var found = new Search();
    switch (content) {
      case JsonObject object -> found.answer(object);
      case JsonArray array -> found.elements(array);
      default -> {}
    }
    return found.done();
  }

  /** Whether {@code element} of a list of tasks is one. */
  static boolean isTask(JsonObject element) {
    return element.has("status") || element.string("kind").filter("task"::equals).isPresent();
  }

  private static final class Search {
    private final Set<String> tasks = new LinkedHashSet<>();
    private final Set<String> contexts = new LinkedHashSet<>();

    private void members(JsonObject object, List<String> names, Set<String> into) {
      for (String name : names) {
        object.string(name).filter(id -> !id.isEmpty()).ifPresent(into::add);
      }
    }

    private void message(JsonObject message) {
      members(message, TASK, tasks);
      members(message, CONTEXT, contexts);
      for (String name : REFERENCES) {
        message.array(name).map(JsonArray::elements).orElse(List.of()).stream()
            .limit(ELEMENTS_MAX)
            .forEach(
                element -> {
                  if (element instanceof JsonString id) {
                    tasks.add(id.value());
                  }
                });
      }
    }

    private void answer(JsonObject object) {
      flat(object);
      for (String name : WRAPPERS) {
        object.object(name).ifPresent(this::flat);
      }
      for (String name : LISTS) {
        object.array(name).ifPresent(this::elements);
      }
    }

    private void elements(JsonArray array) {
      array.elements().stream()
          .limit(ELEMENTS_MAX)
          .forEach(
              element -> {
                if (element instanceof JsonObject object) {
                  flat(object);
                }
              });
    }

    private void flat(JsonObject object) {
      members(object, TASK, tasks);
      members(object, CONTEXT, contexts);
      if (isTask(object) && !object.has("taskId") && !object.has("task_id")) {
        members(object, List.of("id"), tasks);
      }
    }

    private TaskIds done() {
      return new TaskIds(tasks, contexts);
    }
  }
}
