package dev.brattice.policy;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Inspection;
import dev.brattice.json.Json;
import dev.brattice.provenance.Provenance;
import java.util.List;

/**
 * Everything a rule may see about one message.
 *
 * @param direction which way it flows
 * @param method the protocol's method
 * @param tool server and tool; for other methods the method stands as the tool
 * @param principal who calls
 * @param roles what the caller is, as the operator or an authority says
 * @param agent the verified name of the program that calls; empty where nobody vouches for one
 * @param trustDomain the operator's grouping of the server
 * @param effect what the tool does to the world
 * @param tree arguments, result or definition
 * @param inspection what the detectors found
 * @param provenance where the arguments came from
 * @param nowMillis arrival, milliseconds since 1970 UTC
 */
public record Facts(
    Direction direction,
    String method,
    ToolRef tool,
    String principal,
    List<String> roles,
    String agent,
    String trustDomain,
    Effect effect,
    Json tree,
    Inspection inspection,
    Provenance provenance,
    long nowMillis) {
  public Facts {
    roles = List.copyOf(roles);
  }
}
