package dev.brattice.upstream;

import dev.brattice.mcp.Decoded;
import dev.brattice.wire.Oversized;

/** Takes what a server says, one thing at a time. */
public interface FromServer {
  /** A message, or what should have been one. */
  void message(Decoded decoded) throws InterruptedException;

  /** A message that was too long to be read. */
  void oversized(Oversized message) throws InterruptedException;

  /** A request got an error of ours instead of an answer, for the reason of {@code sentence}. */
  void failed(String sentence);

  /** Nothing more will come, because of {@code problem}: a predicate about the server. */
  void gone(String problem);
}
