package dev.brattice.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.ToolDefinition;
import dev.brattice.call.ToolRef;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static ToolDefinition definition(String server, String tool, String description) {
    return new ToolDefinition(
        new ToolRef(server, tool), JsonObject.of("description", new JsonString(description)));
  }

  @Test
  void findsTheLatestDefinition() {
    Catalogue catalogue = new Catalogue();
    catalogue.learn(List.of(definition("s", "t", "old"), definition("s", "u", "other")));
    catalogue.learn(List.of(definition("s", "t", "new")));
    assertEquals("new", catalogue.find(new ToolRef("s", "t")).orElseThrow().description());
    assertEquals("other", catalogue.find(new ToolRef("s", "u")).orElseThrow().description());
  }

  @Test
  void knowsNothingOfToolsNeverListed() {
    Catalogue catalogue = new Catalogue();
    catalogue.learn(List.of(definition("s", "t", "")));
    assertEquals(Optional.empty(), catalogue.find(new ToolRef("other", "t")));
  }

  @Test
  void keepsOneServerFromCrowdingOutAnother() {
    Catalogue catalogue = new Catalogue();
    List<ToolDefinition> many = new ArrayList<>();
    for (int i = 0; i <= Catalogue.DEFINITIONS_PER_SERVER_MAX; i++) {
      many.add(definition("greedy", "t" + i, ""));
    }
    catalogue.learn(many);
    int last = Catalogue.DEFINITIONS_PER_SERVER_MAX;
    assertTrue(catalogue.find(new ToolRef("greedy", "t" + (last - 1))).isPresent());
    assertTrue(catalogue.find(new ToolRef("greedy", "t" + last)).isEmpty());
    catalogue.learn(List.of(definition("modest", "t", "")));
    assertTrue(catalogue.find(new ToolRef("modest", "t")).isPresent());
  }

  @Test
  void learnsOfABoundedNumberOfServers() {
    Catalogue catalogue = new Catalogue();
    for (int i = 0; i <= Catalogue.SERVERS_MAX; i++) {
      catalogue.learn(List.of(definition("s" + i, "t", "")));
    }
    int last = Catalogue.SERVERS_MAX;
    assertTrue(catalogue.find(new ToolRef("s" + (last - 1), "t")).isPresent());
    assertTrue(catalogue.find(new ToolRef("s" + last, "t")).isEmpty());
    catalogue.learn(List.of(definition("s0", "t", "again")));
    assertEquals("again", catalogue.find(new ToolRef("s0", "t")).orElseThrow().description());
  }

  @Test
  void survivesLearningFromManyThreads() throws InterruptedException {
    Catalogue catalogue = new Catalogue();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String server = "s" + (i % 2);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int t = 0; t < 500; t++) {
                      catalogue.learn(List.of(definition(server, "t" + t, "")));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(catalogue.find(new ToolRef("s0", "t499")).isPresent());
    assertTrue(catalogue.find(new ToolRef("s1", "t499")).isPresent());
  }
}
