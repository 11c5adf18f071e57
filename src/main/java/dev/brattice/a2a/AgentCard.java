package dev.brattice.a2a;

import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an agent says about itself and where it is reached. Only interfaces at the origin that the
 * operator named are used: a card must not choose who gets the operator's credentials.
 */
public final class AgentCard {
  /** The most interfaces of a card that are read. */
  public static final int INTERFACES_MAX = 64;

  private static final String INTERFACES = "supportedInterfaces";
  private static final String MORE = "additionalInterfaces";
  private static final String SCHEME = "brattice";

  private final JsonObject tree;
  private final URI origin;
  private final List<Interface> interfaces = new ArrayList<>();

  /**
   * One way to reach an agent.
   *
   * @param binding how
   * @param version which version is spoken there
   * @param url where
   */
  public record Interface(Binding binding, Version version, URI url) {}

  /**
   * The card {@code tree}.
   *
   * @param origin any address at the origin whose interfaces are used
   */
  public AgentCard(JsonObject tree, URI origin) {
    this.tree = tree;
    this.origin = origin;
    list(tree, INTERFACES).forEach(each -> add(each, "protocolBinding"));
    if (isOlder()) {
      String preferred = tree.string("preferredTransport").orElse(Binding.JSON_RPC.label());
      add(preferred, tree.string("protocolVersion").orElse(""), tree.string("url").orElse(""));
      list(tree, MORE).forEach(each -> add(each, "transport"));
    }
  }

  /** The card as it came. */
  public JsonObject tree() {
    return tree;
  }

  /** The interfaces that can be used. */
  public List<Interface> interfaces() {
    return List.copyOf(interfaces);
  }

  /** Where {@code binding} is spoken: in {@code version}, or else in another. */
  public Optional<Interface> find(Binding binding, Version version) {
    Optional<Interface> other = Optional.empty();
    for (Interface each : interfaces) {
      if (each.binding() == binding && each.version() == version) {
        return Optional.of(each);
      }
      other = other.isEmpty() && each.binding() == binding ? Optional.of(each) : other;
    }
    return other;
  }

  /** A card of version 0.3 has an address of its own. */
  private boolean isOlder() {
    return tree.string("url").isPresent();
  }

  private static List<JsonObject> list(JsonObject tree, String name) {
    return tree.array(name).map(JsonArray::elements).orElse(List.of()).stream()
        .limit(INTERFACES_MAX)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  private void add(JsonObject each, String bindingMember) {
    add(
        each.string(bindingMember).orElse(""),
        each.string("protocolVersion").orElse(""),
        each.string("url").orElse(""));
  }

  private void add(String name, String versionText, String url) {
    usable(name, versionText, url).ifPresent(interfaces::add);
  }

  private Optional<Interface> usable(String name, String versionText, String url) {
    Optional<Binding> binding = Binding.of(name);
    Optional<Version> version = Version.of(versionText);
    try {
      URI place = origin.resolve(new URI(url));
      return binding.isPresent() && version.isPresent() && isHere(place)
          ? Optional.of(new Interface(binding.get(), version.get(), place))
          : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private boolean isHere(URI place) {
    return place.getHost() != null
        && place.getRawUserInfo() == null
        && place.getRawQuery() == null
        && origin(place).equals(origin(origin));
  }

  private static String origin(URI place) {
    String scheme = String.valueOf(place.getScheme()).toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    int port = place.getPort() < 0 ? standard : place.getPort();
    return scheme + "://" + String.valueOf(place.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  /**
   * {@code card} as our clients get it: every interface is ours, what cannot be reached through us
   * is gone, and so are the agent's own security schemes, as callers authenticate to us.
   *
   * @param address where the agent is reached through us
   * @param authenticates whether we ask callers for a bearer token
   */
  public JsonObject rewritten(JsonObject card, String address, boolean authenticates) {
    JsonObject ours = card.without("signatures");
    if (card.has(INTERFACES)) {
      ours = ours.with(INTERFACES, ours(card, INTERFACES, "protocolBinding", address));
    }
    if (isOlder()) {
      ours = older(ours, card, address);
    }
    ours = ours.without("securitySchemes").without("securityRequirements").without("security");
    if (ours.has("skills")) {
      ours = ours.with("skills", skills(ours));
    }
    return authenticates ? asking(ours) : ours;
  }

  private JsonObject older(JsonObject ours, JsonObject card, String address) {
    JsonObject older = ours.with("url", address);
    String preferred = card.string("preferredTransport").orElse(Binding.JSON_RPC.label());
    String version = card.string("protocolVersion").orElse("");
    if (usable(preferred, version, card.string("url").orElse("")).isEmpty()) {
      // Its first address is none of ours to use: the next one takes its place.
      String next = interfaces.isEmpty() ? preferred : interfaces.getFirst().binding().label();
      older = older.with("preferredTransport", next);
    }
    return card.has(MORE) ? older.with(MORE, ours(card, MORE, "transport", address)) : older;
  }

  private JsonArray ours(JsonObject card, String name, String bindingMember, String address) {
    List<Json> kept = new ArrayList<>();
    for (JsonObject each : list(card, name)) {
      String binding = each.string(bindingMember).orElse("");
      String version = each.string("protocolVersion").orElse("");
      if (usable(binding, version, each.string("url").orElse("")).isPresent()) {
        kept.add(each.with("url", address));
      }
    }
    return JsonArray.of(kept);
  }

  private static JsonArray skills(JsonObject card) {
    List<Json> skills = new ArrayList<>();
    for (Json skill : card.array("skills").map(JsonArray::elements).orElse(List.of())) {
      skills.add(
          skill instanceof JsonObject object
              ? object.without("security").without("securityRequirements")
              : skill);
    }
    return JsonArray.of(skills);
  }

  private JsonObject asking(JsonObject card) {
    JsonObject asking = card;
    if (isOlder()) {
      JsonObject scheme = JsonObject.empty().with("type", "http").with("scheme", "bearer");
      return asking
          .with("securitySchemes", JsonObject.of(SCHEME, scheme))
          .with("security", JsonArray.of(JsonObject.of(SCHEME, JsonArray.of())));
    }
    JsonObject scheme =
        JsonObject.of("httpAuthSecurityScheme", JsonObject.empty().with("scheme", "Bearer"));
    JsonObject scopes = JsonObject.of("list", JsonArray.of());
    return asking
        .with("securitySchemes", JsonObject.of(SCHEME, scheme))
        .with(
            "securityRequirements",
            JsonArray.of(JsonObject.of("schemes", JsonObject.of(SCHEME, scopes))));
  }
}
