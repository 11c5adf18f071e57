package dev.brattice.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.call.Direction;
import dev.brattice.call.Message;
import dev.brattice.call.RequestId;
import dev.brattice.call.ToolRef;
import dev.brattice.catalogue.Effect;
import dev.brattice.inspect.Inspection;
import dev.brattice.json.JsonNumber;
import dev.brattice.json.JsonObject;
import dev.brattice.policy.Reason;
import dev.brattice.policy.Verdict;
import dev.brattice.provenance.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  private Optional<RelayRig> rig = Optional.empty();
  private final List<RequestId> late = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    rig = Optional.of(new RelayRig(folder, RelayRig.Options.of("")));
  }

  @AfterEach
  void stop() throws Exception {
    rig.orElseThrow().close();
  }

  private static RequestId id(int number) {
    return new RequestId(JsonNumber.of(number));
  }

  private Optional<Asking.Question> ask(Asking asking, int number) {
    JsonObject tree = JsonObject.empty();
    var reason = new Reason("r", "text", false, "");
    return asking.ask(
        new Message.Request(id(number), "tools/call", tree),
        new Passage(Direction.ARGUMENTS, "tools/call", new ToolRef("s", "t"), tree, "d", 0),
        Ruling.of(new Verdict.Deny(reason), Inspection.clean(), Provenance.none(), Effect.UNKNOWN),
        rig.orElseThrow().ready());
  }

  private Thread expire(Asking asking, Asking.Question question) {
    return asking.expire(question.id(), call -> late.add(call.request().id()));
  }

  @Test
  void takesWhatNobodyAnswersInTime() throws Exception {
    var asking = new Asking(1);
    Asking.Question question = ask(asking, 7).orElseThrow();
    assertTrue(expire(asking, question).join(PATIENCE));
    assertEquals(List.of(id(7)), late);
    assertFalse(asking.holds(id(7)));
    assertTrue(asking.take(question.id()).isEmpty());
  }

  @Test
  void anAnsweredQuestionLeavesNothingBehind() throws Exception {
    var asking = new Asking(Asking.WAIT_MILLIS);
    Asking.Question question = ask(asking, 1).orElseThrow();
    Thread waits = expire(asking, question);
    assertTrue(asking.take(question.id()).isPresent());
    assertTrue(waits.join(PATIENCE));
    assertTrue(late.isEmpty());
  }

  @Test
  void aCancelledQuestionLeavesNothingBehind() throws Exception {
    var asking = new Asking(Asking.WAIT_MILLIS);
    Thread waits = expire(asking, ask(asking, 1).orElseThrow());
    assertFalse(asking.cancel(id(2)));
    assertTrue(asking.cancel(id(1)));
    assertTrue(waits.join(PATIENCE));
    assertTrue(late.isEmpty());
    assertFalse(asking.holds(id(1)));
  }

  @Test
  void asksAgainWhenOneNoLongerWaits() {
    var asking = new Asking(Asking.WAIT_MILLIS);
    for (int i = 0; i < Asking.WAITING_MAX; i++) {
      assertTrue(ask(asking, i).isPresent());
    }
    assertTrue(ask(asking, Asking.WAITING_MAX).isEmpty());
    assertTrue(asking.cancel(id(0)));
    assertTrue(ask(asking, Asking.WAITING_MAX).isPresent());
  }
}
