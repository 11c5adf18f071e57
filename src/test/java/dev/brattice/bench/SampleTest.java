package dev.brattice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void takesPercentilesByNearestRank() {
    Sample sample = Sample.of(5, 1, 4, 2, 3);
    assertEquals(3, sample.median());
    assertEquals(1, sample.smallest());
    assertEquals(5, sample.percentile(99));
    assertEquals(3, sample.percentile(50));
    assertEquals(2.5, Sample.of(4, 1, 2, 3).median());
  }

  @Test
  void refusesNoFigures() {
    assertThrows(IllegalArgumentException.class, Sample::of);
  }

  @Test
  void measuresWithMessagesThatAreStrictJsonOfTheirSize() throws JsonException {
    for (int bytes : new int[] {100, 10_000, 1_000_000}) {
      byte[] call = Payload.call(17, bytes);
      assertTrue(call.length > bytes && call.length < bytes + bytes / 5 + 500, "" + call.length);
      assertEquals('\n', call[call.length - 1]);
      Json tree = new JsonReader(JsonLimits.MESSAGE).read(Arrays.copyOf(call, call.length - 1));
      assertTrue(tree instanceof JsonObject object && object.has("params"));
    }
  }
}
