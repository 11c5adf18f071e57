package dev.brattice.proxy.a2a;

import dev.brattice.a2a.TaskIds;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose the tasks and contexts of one agent are: whoever first had them. Bounded for each caller by
 * itself, so that nobody can crowd out another; the one used longest ago is forgotten first.
 *
 * <p>Where callers are told apart, a task that is not known here is nobody's, and is not found:
 * after a restart, or when it was forgotten. Where they are not, there is nobody to keep it from.
 */
public final class TaskOwners {
  /** The most tasks and contexts remembered of one caller. */
  public static final int REMEMBERED_MAX = 4_096;

  /** The longest id that is remembered, in characters; a longer one is not found. */
  public static final int ID_CHARS_MAX = 256;

  /** The most callers of whom anything is remembered; the configuration allows fewer keys. */
  public static final int CALLERS_MAX = 1_024;

  private final boolean tellsApart;

  /** By id; guarded by this. */
  private final Map<String, String> owners = new HashMap<>();

  /** What each caller has, the one used longest ago first; guarded by this. */
  private final Map<String, LinkedHashSet<String>> owned = new HashMap<>();

  /**
   * Nobody has anything yet.
   *
   * @param tellsApart whether callers are told apart
   */
  public TaskOwners(boolean tellsApart) {
    this.tellsApart = tellsApart;
  }

  /** Whether {@code caller} may ask about all of {@code ids}; contexts that are new become his. */
  synchronized boolean mayAsk(String caller, TaskIds ids) {
    if (!tellsApart) {
      return true;
    }
    for (String task : ids.tasks()) {
      if (!caller.equals(owners.get(task(task)))) {
        return false;
      }
    }
    for (String context : ids.contexts()) {
      if (!isFree(caller, context(context))) {
        return false;
      }
    }
    return take(caller, ids);
  }

  /** Notes that {@code caller} was told of {@code ids}; false where one of them is another's. */
  synchronized boolean mayHear(String caller, TaskIds ids) {
    if (!tellsApart) {
      return true;
    }
    for (String task : ids.tasks()) {
      if (!isFree(caller, task(task))) {
        return false;
      }
    }
    for (String context : ids.contexts()) {
      if (!isFree(caller, context(context))) {
        return false;
      }
    }
    return take(caller, ids);
  }

  /** Whether {@code task} is known to be {@code caller}'s. */
  synchronized boolean has(String caller, String task) {
    return !tellsApart || caller.equals(owners.get(task(task)));
  }

  private boolean isFree(String caller, String id) {
    String owner = owners.getOrDefault(id, caller);
    return owner.equals(caller);
  }

  private boolean take(String caller, TaskIds ids) {
    for (String task : ids.tasks()) {
      take(caller, task(task));
    }
    for (String context : ids.contexts()) {
      take(caller, context(context));
    }
    return true;
  }

  private void take(String caller, String id) {
    boolean room = owned.containsKey(caller) || owned.size() < CALLERS_MAX;
    if (id.length() > ID_CHARS_MAX || !room) {
      return;
    }
    Set<String> his = owned.computeIfAbsent(caller, ignored -> new LinkedHashSet<>());
    his.remove(id);
    his.add(id);
    owners.put(id, caller);
    if (his.size() > REMEMBERED_MAX) {
      Iterator<String> oldest = his.iterator();
      owners.remove(oldest.next());
      oldest.remove();
    }
  }

  private static String task(String id) {
    return "task " + id;
  }

  private static String context(String id) {
    return "context " + id;
  }
}
