package dev.brattice.proxy.aggregate;

import dev.brattice.json.Json;
import dev.brattice.json.JsonBoolean;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Modern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one answer to {@code initialize} of several servers' answers. */
final class Merge {
  private Merge() {}

  /**
   * What the aggregate says of itself.
   *
   * @param wanted the revision that the client asked for
   * @param members those whose session is open
   * @param version of this program
   */
  static JsonObject opened(String wanted, List<Member> members, String version) {
    JsonObject capabilities = JsonObject.empty();
    var instructions = new StringBuilder();
    String spoken =
        Modern.LEGACY_VERSIONS.contains(wanted) ? wanted : Modern.LEGACY_VERSIONS.getFirst();
    for (Member member : members) {
      JsonObject said = member.opened().orElse(JsonObject.empty());
      capabilities = union(capabilities, said.object("capabilities").orElse(JsonObject.empty()));
      spoken = older(spoken, said.string("protocolVersion").orElse(spoken));
      Optional<String> text = said.string("instructions");
      if (text.isPresent()) {
        instructions
            .append(instructions.isEmpty() ? "" : "\n\n")
            .append("## ")
            .append(member.name())
            .append('\n')
            .append(text.get());
      }
    }
    JsonObject result =
        JsonObject.empty()
            .with("protocolVersion", spoken)
            .with("capabilities", capabilities)
            .with(
                "serverInfo", JsonObject.empty().with("name", "brattice").with("version", version));
    return instructions.isEmpty() ? result : result.with("instructions", instructions.toString());
  }

  private static String older(String one, String other) {
    int first = Modern.LEGACY_VERSIONS.indexOf(one);
    int second = Modern.LEGACY_VERSIONS.indexOf(other);
    return second > first ? other : one;
  }

  /** Whatever one of them can do; a truth value is true where one of them says so. */
  static JsonObject union(JsonObject one, JsonObject other) {
    JsonObject union = one;
    for (Map.Entry<String, Json> each : other.members().entrySet()) {
      Optional<Json> before = union.get(each.getKey());
      Json after = before.isEmpty() ? each.getValue() : both(before.get(), each.getValue());
      union = union.with(each.getKey(), after);
    }
    return union;
  }

  // Recursion is bounded by the depth of a message.
  private static Json both(Json one, Json other) {
    if (one instanceof JsonObject first && other instanceof JsonObject second) {
      return union(first, second);
    }
    if (one instanceof JsonBoolean first && other instanceof JsonBoolean second) {
      return JsonBoolean.of(first.value() || second.value());
    }
    return one;
  }
}
