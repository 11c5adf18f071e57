package dev.brattice.call;

import dev.brattice.json.JsonObject;
import java.util.Optional;

/**
 * A tool as its server describes it: everything the model can see.
 *
 * @param ref server and name
 * @param tree the definition as listed, unknown members included
 */
public record ToolDefinition(ToolRef ref, JsonObject tree) {
  /** The description, or the empty string. */
  public String description() {
    return tree.string("description").orElse("");
  }

  /** The schema of structured results, where the tool declares one. */
  public Optional<JsonObject> outputSchema() {
    return tree.object("outputSchema");
  }

  /** A hint of the server's own about itself: never trusted to loosen anything. */
  public Optional<Boolean> hint(String name) {
    return tree.object("annotations").flatMap(annotations -> annotations.bool(name));
  }
}
