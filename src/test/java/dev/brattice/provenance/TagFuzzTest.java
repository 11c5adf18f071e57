package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.brattice.crypto.FingerprintKey;

/** Any entry of a log is a tag or refused; a tag has one encoding, and can be folded. */
class TagFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void decodesWhatItEncodesAndNothingElse(byte[] entry) {
    Tag tag;
    try {
      tag = Tag.decode(entry);
    } catch (TagFormatException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      return;
    }
    byte[] again = tag.encode();
    assertArrayEquals(again, Tag.decode(again).encode());
    new ProvenanceIndex(new FingerprintKey(new byte[FingerprintKey.LENGTH_BYTES])).fold(tag);
  }
}
