package dev.brattice.a2a;

import java.util.Optional;

/** How the protocol is carried. */
public enum Binding {
  JSON_RPC("JSONRPC"),
  HTTP_JSON("HTTP+JSON");

  private final String label;

  Binding(String label) {
    this.label = label;
  }

  /** The name in cards. */
  public String label() {
    return label;
  }

  /** The binding that a card names; empty for others, such as gRPC. */
  public static Optional<Binding> of(String name) {
    for (Binding binding : values()) {
      if (binding.label.equals(name)) {
        return Optional.of(binding);
      }
    }
    return Optional.empty();
  }
}
