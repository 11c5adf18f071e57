package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;
import java.util.List;

/** Vendors' tokens that are told by something in their middle. */
final class InfixTokens {
  private static final Alphabet AZURE = Alphabet.DOTTED.with("~");

  private InfixTokens() {}

  /** Microsoft Entra: three characters, a digit, {@code Q~}, 31 to 34 characters. */
  static void azure(String text, int end, List<Secret> found) {
    int start = end - 6;
    int stop = AZURE.runEnd(text, end, 36);
    while (stop > end && text.charAt(stop - 1) == '.') {
      stop--;
    }
    boolean shaped =
        start >= 0
            && stop - end >= 31
            && stop - end <= 34
            && Alphabet.DIGITS.has(text.charAt(end - 3))
            && AZURE.runEnd(text, start, 3) == start + 3
            && (start == 0 || !AZURE.has(text.charAt(start - 1)));
    if (shaped && Randomness.isDrawn(text, end, stop)) {
      add("azure-client-secret", "an Azure client secret", start, stop, found);
    }
  }

  /** Telegram: the bot's number, a colon, {@code AA}, 33 characters. */
  static void telegram(String text, int end, List<Secret> found) {
    int colon = end - 3;
    int start = Alphabet.DIGITS.runStart(text, colon, 12);
    int stop = Alphabet.URL.runEnd(text, end, 34);
    boolean shaped = colon - start >= 8 && colon - start <= 11 && stop - end == 33;
    if (shaped
        && (start == 0 || !Alphabet.WORD.has(text.charAt(start - 1)) || isBot(text, start))
        && Randomness.isDrawn(text, end, stop)) {
      add("telegram-token", "a Telegram bot token", start, stop, found);
    }
  }

  /** In the URL of the API the word {@code bot} stands before the number. */
  private static boolean isBot(String text, int start) {
    return text.startsWith("/bot", start - 4);
  }

  /** Mailchimp: 32 hexadecimal digits, {@code -us}, the number of a data centre. */
  static void mailchimp(String text, int end, List<Secret> found) {
    int dash = end - 3;
    int start = Alphabet.HEX.runStart(text, dash, 33);
    int stop = Alphabet.DIGITS.runEnd(text, end, 3);
    boolean shaped =
        dash - start == 32
            && stop > end
            && stop - end <= 2
            && (stop == text.length() || !Alphabet.WORD.has(text.charAt(stop)))
            && SecretScanner.isBoundary(text, start);
    if (shaped && Randomness.isDrawn(text, start, dash)) {
      add("mailchimp-key", "a Mailchimp API key", start, stop, found);
    }
  }

  private static void add(String rule, String what, int start, int end, List<Secret> found) {
    found.add(new Secret(rule, what, Severity.WARN, 0.9, start, end));
  }
}
