package dev.brattice.inspect.protection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.inspect.Cases;
import org.junit.jupiter.api.Test;

class GuardedPlacesTest {
  private final GuardedPlaces places = new GuardedPlaces(Cases.WORKSPACE);

  @Test
  void saysWhenALinkToWhatIsGuardedIsOneTooMany() {
    for (int i = 0; i < GuardedPlaces.LINKS_MAX; i++) {
      assertTrue(places.link("/workspace/project/h" + i, "/home/u"));
    }
    assertFalse(places.link("/workspace/project/more", "/home/u/.brattice"));
    assertTrue(places.link("/workspace/project/h0", "/home/u/.brattice"));
  }

  @Test
  void ordinaryLinksTakeNoRoom() {
    for (int i = 0; i <= GuardedPlaces.LINKS_MAX; i++) {
      assertTrue(places.link("/workspace/project/l" + i, "/workspace/project/lib/" + i));
    }
    assertTrue(places.link("/workspace/project/h", "/home/u"));
  }

  @Test
  void aLinkThatLeadsElsewhereNowFreesItsRoom() {
    for (int i = 0; i < GuardedPlaces.LINKS_MAX; i++) {
      assertTrue(places.link("/workspace/project/h" + i, "/home/u"));
    }
    assertTrue(places.link("/workspace/project/h0", "/workspace/project/lib"));
    assertTrue(places.link("/workspace/project/more", "/home/u"));
  }
}
