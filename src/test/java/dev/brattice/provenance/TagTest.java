package dev.brattice.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagTest {
  private static final Mark WORD =
      new Mark(Mark.Kind.WORD, 7, 450, 0, 1, -1, new long[] {2}, new int[] {0});
  private static final Mark TEXT =
      new Mark(
          Mark.Kind.TEXT, 300, 250, 0, 5, 0, new long[] {7, Long.MIN_VALUE}, new int[] {3, 200});
  private static final Tag TAG =
      new Tag(1, "c-1", "files", "read_file", "/x/.env", "secret", List.of(WORD, TEXT), true);

  private static final String GOLDEN =
      "010000000000000001"
          + "03632d31"
          + "0566696c6573"
          + "09726561645f66696c65"
          + "072f782f2e656e76"
          + "06736563726574"
          + "01"
          + "02"
          + "0007c203000000000000000001ffffffffffffffff01000000000000000002"
          + "02ac02fa0100000000000000000500000000000000000203"
          + "0000000000000007c5018000000000000000";

  @Test
  void encodesAsVersionOneAlwaysDid() {
    assertEquals(GOLDEN, HexFormat.of().formatHex(TAG.encode()));
  }

  @Test
  void decodesWhatVersionOneWrote() {
    assertEquals(TAG, Tag.decode(HexFormat.of().parseHex(GOLDEN)));
  }

  @Test
  void refusesEveryEntryThatIsCutShort() {
    byte[] entry = TAG.encode();
    for (int length = 0; length < entry.length; length++) {
      byte[] cut = Arrays.copyOf(entry, length);
      assertThrows(TagFormatException.class, () -> Tag.decode(cut));
    }
  }

  @Test
  void refusesAnotherVersion() {
    byte[] entry = TAG.encode();
    entry[0] = 2;
    TagFormatException refusal = assertThrows(TagFormatException.class, () -> Tag.decode(entry));
    assertEquals("expected a tag of version 1, got one of version 2", refusal.getMessage());
  }

  @Test
  void refusesMoreThanOneTag() {
    byte[] entry = Arrays.copyOf(TAG.encode(), TAG.encode().length + 1);
    assertThrows(TagFormatException.class, () -> Tag.decode(entry));
  }

  @Test
  void neitherFailsOtherwiseNorReservesMemoryForHostileBytes() {
    byte[] entry = TAG.encode();
    for (int at = 0; at < entry.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = entry.clone();
        changed[at] = (byte) value;
        try {
          Tag.decode(changed).encode();
        } catch (TagFormatException refused) {
          assertTrue(String.valueOf(refused.getMessage()).startsWith("expected "));
        }
      }
    }
  }

  @Test
  void keepsTheEndOfALongName() {
    String source = "a".repeat(Tag.NAME_CHARS_MAX) + "/.env";
    Tag tag = new Tag(1, "c", "s", "t", source, "secret", List.of(), false);
    assertEquals(Tag.NAME_CHARS_MAX, tag.source().length());
    assertTrue(tag.source().endsWith("/.env"));
    assertEquals(tag, Tag.decode(tag.encode()));
  }

  @Test
  void neverHoldsWhatItMarks() {
    String secret = FlowCases.expand("${stripe}");
    String entry =
        new String(FlowCases.tags("dotenv").getFirst().encode(), StandardCharsets.ISO_8859_1);
    for (int i = 0; i + 6 <= secret.length(); i++) {
      assertFalse(entry.contains(secret.substring(i, i + 6)));
    }
  }

  @Test
  void isAnotherUnderAnotherKey() {
    byte[] other = new byte[32];
    other[0] = 1;
    Marker one = new Marker(new GramHash(FlowCases.KEY));
    Marker two = new Marker(new GramHash(new dev.brattice.crypto.FingerprintKey(other)));
    String value = FlowCases.expand("${hex64}");
    assertEquals(one.value(value), one.value(value));
    for (int i = 0; i < one.value(value).getFirst().grams(); i++) {
      assertFalse(one.value(value).getFirst().gram(i) == two.value(value).getFirst().gram(i));
    }
  }

  @Test
  void roundTripsWhatTheTaggerMakes() {
    for (Tag tag : FlowCases.tags("multiline")) {
      assertEquals(tag, Tag.decode(tag.encode()));
      assertArrayEquals(tag.encode(), Tag.decode(tag.encode()).encode());
    }
  }
}
