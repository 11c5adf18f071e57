package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.call.ToolRef;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Session session = new Session();

  private static RequestId id(int number) {
    return new RequestId(JsonNumber.of(number));
  }

  private static Pending pending(int number) {
    JsonObject tree = JsonObject.of("params", JsonNumber.of(number));
    return new Pending(
        new Message.Request(id(number), "m", tree),
        new Passage(Direction.ARGUMENTS, "m", new ToolRef("s", "m"), tree, "d", 0),
        Optional.empty());
  }

  private void cancelled(int number) {
    session.fromClient().put(id(number).correlation(), pending(number));
    session.cancel(id(number));
  }

  @Test
  void forgetsTheOldestCancelledRequests() {
    for (int i = 0; i <= Session.CANCELLED_MAX; i++) {
      cancelled(i);
    }
    assertTrue(session.fromClient().isEmpty());
    assertTrue(session.answered(id(0)).isEmpty());
    for (int i = 1; i <= Session.CANCELLED_MAX; i++) {
      assertEquals(id(i), session.answered(id(i)).orElseThrow().request().id());
    }
  }

  @Test
  void keepsNothingOfWhatACancelledRequestAsked() {
    cancelled(1);
    Pending late = session.answered(id(1)).orElseThrow();
    assertEquals(JsonObject.empty(), late.passage().tree());
    assertFalse(late.request().tree().has("params"));
    assertEquals("d", late.passage().decision());
  }

  @Test
  void cancellingWhatNobodyAskedRemembersNothing() {
    session.cancel(id(1));
    assertTrue(session.answered(id(1)).isEmpty());
  }

  @Test
  void hidesEverythingBeyondTheHiddenNamesItCanRemember() {
    for (int i = 0; i < Session.HIDDEN_MAX; i++) {
      session.hide("tool " + i);
    }
    session.hide("tool 0");
    assertFalse(session.hides("harmless"));
    session.hide("one more");
    assertTrue(session.hides("harmless"));
    session.show("harmless");
    assertTrue(session.hides("harmless"));
  }

  @Test
  void hidesEverythingWhereANameIsTooLongToRemember() {
    session.hide("x".repeat(Session.HIDDEN_NAME_CHARS_MAX));
    assertFalse(session.hides("harmless"));
    session.hide("x".repeat(Session.HIDDEN_NAME_CHARS_MAX + 1));
    assertTrue(session.hides("harmless"));
  }

  @Test
  void showsAgainWhatWasHidden() {
    session.hide("tool");
    assertTrue(session.hides("tool"));
    session.show("tool");
    assertFalse(session.hides("tool"));
  }
}
