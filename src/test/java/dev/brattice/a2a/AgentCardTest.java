package dev.brattice.a2a;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonWriter;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AgentCardTest {
  private static final URI ORIGIN = URI.create("https://agent.example/");
  private static final String OURS = "http://127.0.0.1:8787/a2a/a";

  private static String written(JsonObject card, boolean authenticates) {
    return JsonWriter.text(new AgentCard(card, ORIGIN).rewritten(card, OURS, authenticates));
  }

  @Test
  void onlyInterfacesAtTheOperatorsOriginAreUsed() {
    AgentCard card = new AgentCard(Cards.newer(), ORIGIN);
    assertEquals(2, card.interfaces().size());
    assertEquals(
        "https://agent.example/rpc",
        card.find(Binding.JSON_RPC, Version.V1_0).orElseThrow().url().toString());
    // Another version of the binding answers for itself.
    assertTrue(card.find(Binding.JSON_RPC, Version.V0_3).isPresent());
  }

  @Test
  void anAddressOfTheOriginInOtherWordsIsNotAnother() {
    for (String url :
        new String[] {
          "https://agent.example@evil.example/",
          "https://agent.example.evil.example/",
          "http://agent.example/",
          "https://agent.example:8443/",
          "//evil.example/"
        }) {
      JsonObject card = Cards.older().with("url", url).without("additionalInterfaces");
      assertTrue(new AgentCard(card, ORIGIN).interfaces().isEmpty(), url);
    }
  }

  @Test
  void everyInterfaceIsOursAndTheRestIsGone() {
    String text = written(Cards.newer(), false);
    assertFalse(text.contains("example"), text);
    assertFalse(text.contains("GRPC"), text);
    assertFalse(text.contains("security"), text);
    assertFalse(text.contains("signatures"), text);
    assertTrue(text.contains("\"url\":\"" + OURS + "\""), text);
    assertTrue(text.contains("\"x-own\":[1.50]"), text);
  }

  @Test
  void aCardOfTheOlderVersionToo() {
    String text = written(Cards.older(), false);
    assertFalse(text.contains("example"), text);
    assertFalse(text.contains("security"), text);
    assertTrue(text.contains("\"url\":\"" + OURS + "\""), text);
    assertTrue(
        text.contains(
            "\"additionalInterfaces\":[{\"url\":\"" + OURS + "\",\"transport\":\"HTTP+JSON\"}]"),
        text);
  }

  @Test
  void callersAreAskedForWhatWeAskFor() {
    assertTrue(written(Cards.newer(), true).contains("\"httpAuthSecurityScheme\""));
    assertTrue(written(Cards.older(), true).contains("\"security\":[{\"brattice\":[]}]"));
  }

  @Test
  void whereTheFirstAddressCannotBeUsedTheNextTakesItsPlace() {
    JsonObject card = Cards.older().with("preferredTransport", "GRPC");
    String text = written(card, false);
    assertTrue(text.contains("\"preferredTransport\":\"HTTP+JSON\""), text);
  }

  @Test
  void interfacesBeyondTheBoundAreNotRead() {
    var text = new StringBuilder("{'supportedInterfaces':[");
    for (int i = 0; i <= AgentCard.INTERFACES_MAX; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{'url':'https://agent.example/")
          .append(i)
          .append("','protocolBinding':'JSONRPC','protocolVersion':'1.0'}");
    }
    JsonObject card = Cards.card(text.append("]}").toString());
    assertEquals(AgentCard.INTERFACES_MAX, new AgentCard(card, ORIGIN).interfaces().size());
  }
}
