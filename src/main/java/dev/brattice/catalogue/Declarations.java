package dev.brattice.catalogue;

import dev.brattice.call.ToolDefinition;
import dev.brattice.inspect.Words;
import dev.brattice.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a definition says about where its tool's data goes. Believed only where it admits to. */
final class Declarations {
  /** UTF-16 units of a description looked at. */
  static final int DESCRIPTION_CHARS_MAX = 4_096;

  /** Parameters of a definition looked at. */
  static final int PARAMETERS_MAX = 256;

  /** Parameters that name somebody or something elsewhere. */
  private static final Set<String> DESTINATIONS =
      Words.listed(
          """
          url urls uri endpoint webhook webhookurl host hostname domain recipient recipients
          channel channelid chatid chat email emails cc bcc phone phonenumber toemail toaddress
          tonumber sendto baseurl targeturl callback callbackurl repo repository remote bucket
          threadts
          """);

  private static final List<String> ADMISSIONS =
      List.of(
          "http request",
          "https request",
          "from the internet",
          "to the internet",
          "over the internet",
          "over the network",
          "remote server",
          "external service",
          "third-party",
          "third party",
          "sends an email",
          "send an email",
          "sends a message",
          "send a message",
          "posts a message",
          "post a message",
          "uploads ",
          "upload a file",
          "publishes ",
          "fetches a url",
          "web page",
          "website");

  private Declarations() {}

  /** Whether the tool's data leaves the machine by what its definition says. */
  static boolean leaves(ToolDefinition definition) {
    return definition.hint("openWorldHint").orElse(false)
        || hasDestination(definition.tree())
        || admits(definition.description());
  }

  private static boolean hasDestination(JsonObject tree) {
    Optional<JsonObject> properties =
        tree.object("inputSchema").flatMap(schema -> schema.object("properties"));
    if (properties.isEmpty()) {
      return false;
    }
    boolean to = false;
    boolean from = false;
    int count = 0;
    for (String parameter : properties.get().members().keySet()) {
      if (count++ == PARAMETERS_MAX) {
        break;
      }
      String name = String.join("", Words.ofName(parameter));
      if (DESTINATIONS.contains(name)) {
        return true;
      }
      to |= name.equals("to");
      from |= name.equals("from") || name.equals("source") || name.equals("path");
    }
    // Beside "from" it says where in a file or on a map.
    return to && !from;
  }

  private static boolean admits(String description) {
    String text =
        description.length() <= DESCRIPTION_CHARS_MAX
            ? description
            : description.substring(0, DESCRIPTION_CHARS_MAX);
    String lower = text.toLowerCase(Locale.ROOT);
    for (String admission : ADMISSIONS) {
      if (lower.contains(admission)) {
        return true;
      }
    }
    return false;
  }
}
