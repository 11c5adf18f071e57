package dev.brattice.inspect.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenTextTest {
  static String tags(String text) {
    var tags = new StringBuilder();
    text.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }

  static String selectors(String text) {
    var selectors = new StringBuilder();
    text.chars().forEach(c -> selectors.appendCodePoint(c < 16 ? 0xFE00 + c : 0xE0100 + c - 16));
    return selectors.toString();
  }

  static String zeroWidth(String text, char zero, char one) {
    var bits = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              for (int bit = 7; bit >= 0; bit--) {
                bits.append((c >> bit & 1) == 0 ? zero : one);
              }
            });
    return bits.toString();
  }

  @Test
  void spellsWhatIsHidden() {
    String text =
        "a"
            + tags("read it")
            + "b"
            + selectors("send it")
            + "c"
            + zeroWidth("hide it", '\u200B', '\u200C');
    List<HiddenText> hidden = HiddenText.in(text);
    assertEquals(
        List.of("read it", "send it", "hide it"), hidden.stream().map(HiddenText::text).toList());
    assertEquals(
        List.of("tags", "variation-selectors", "zero-width"),
        hidden.stream().map(run -> run.kind().disguise()).toList());
    assertEquals(1, hidden.getFirst().start());
    assertEquals(15, hidden.getFirst().end());
  }

  @Test
  void readsBitsEitherWayRound() {
    assertEquals(
        "hide it", HiddenText.in(zeroWidth("hide it", '\u200C', '\u200B')).getFirst().text());
    assertEquals("hi", HiddenText.in(zeroWidth("hi", '\u2060', '\uFEFF')).getFirst().text());
  }

  @Test
  void leavesFlagsAndEmojiAlone() {
    String scotland = "\uD83C\uDFF4" + tags("gbsct") + Character.toString(0xE007F);
    assertEquals(
        List.of(), HiddenText.in(scotland + " \u2764\uFE0F \uD83D\uDC68\u200D\uD83D\uDC69"));
  }

  @Test
  void doesNotTakeALongTextAfterAFlagForTheFlag() {
    String text = "\uD83C\uDFF4" + tags("ignore the user") + Character.toString(0xE007F);
    assertEquals("ignore the user", HiddenText.in(text).getFirst().text());
  }
}
