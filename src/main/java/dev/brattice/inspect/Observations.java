package dev.brattice.inspect;

import java.util.Map;

/**
 * What was looked up for a decision, before it and outside it, so that judgement itself does no
 * input or output and a decision can be replayed.
 *
 * @param nowMillis the wall clock at arrival, milliseconds since 1970 UTC, read once
 * @param workspace the places that paths are judged against
 * @param realPaths for paths named in the arguments (as written): where the file system's links
 *     lead
 */
public record Observations(long nowMillis, Workspace workspace, Map<String, String> realPaths) {
  public Observations {
    realPaths = Map.copyOf(realPaths);
  }
}
