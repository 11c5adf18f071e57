package dev.brattice.inspect;

import java.util.List;

/**
 * The places that paths in arguments are judged against. All are absolute and canonical.
 *
 * @param workingDirectory what relative paths start from
 * @param home the user's home folder, what {@code ~} stands for
 * @param roots folders the agent works in: the client's roots, folders named in the server's
 *     command, or the working directory
 * @param guarded Brattice's own folder, policy and configuration files: no tool may touch these
 * @param guardedForWriting the clients' files with MCP entries: no tool may change these
 */
public record Workspace(
    String workingDirectory,
    String home,
    List<String> roots,
    List<String> guarded,
    List<String> guardedForWriting) {
  public Workspace {
    roots = List.copyOf(roots);
    guarded = List.copyOf(guarded);
    guardedForWriting = List.copyOf(guardedForWriting);
  }
}
