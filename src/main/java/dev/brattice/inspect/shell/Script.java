package dev.brattice.inspect.shell;

import java.util.List;

/**
 * Commands that run one after another; whether a former one must succeed does not matter here.
 *
 * @param pipelines the commands, each a list of stages joined by pipes
 */
record Script(List<List<Stage>> pipelines) {
  static final Script EMPTY = new Script(List.of());

  public Script {
    pipelines = List.copyOf(pipelines);
  }
}
