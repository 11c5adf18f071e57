package dev.brattice.proxy;

import dev.brattice.audit.AuditException;
import dev.brattice.catalogue.Catalogue;
import dev.brattice.enforce.Denials;
import dev.brattice.json.JsonArray;
import java.util.function.Consumer;

/**
 * All that takes time to build at start-up.
 *
 * @param exchange decides
 * @param recorder records
 * @param denials shapes what a denied sender gets
 * @param catalogue definitions seen
 * @param roots receives the roots that the client names
 */
public record Ready(
    Exchange exchange,
    Recorder recorder,
    Denials denials,
    Catalogue catalogue,
    Consumer<JsonArray> roots) {

  /** Records a message that gets no answer; false when it must not pass for want of a record. */
  boolean recorded(Passage passage, Ruling ruling) {
    try {
      recorder.event(passage, ruling);
      return true;
    } catch (AuditException failed) {
      return false;
    }
  }
}
