package dev.brattice.call;

/** A tool of a server, by the names that policy uses. */
public record ToolRef(String server, String tool) {
  @Override
  public String toString() {
    return server + "/" + tool;
  }
}
