package dev.brattice.inspect.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vendor's kind with bodies drawn by chance: no token is written down here. */
class VendorShapesTest {
  private static final String ANY =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  static List<VendorKind> kinds() {
    return Vendors.all();
  }

  /** A body as the vendor would draw it. */
  private static String body(VendorKind kind, Random random) {
    var body = new StringBuilder();
    while (body.length() < kind.min()) {
      char c = ANY.charAt(random.nextInt(ANY.length()));
      if (kind.alphabet().has(c)) {
        body.append(c);
      }
    }
    switch (kind.rule()) {
      case "slack-token" -> {
        if (kind.prefix().startsWith("xox") && kind.prefix().length() == 5) {
          body.replace(0, 9, "920465771").append("-").append(ANY, 0, 0).append(letters(random, 24));
        }
      }
      case "sendgrid-key" -> body.setCharAt(22, '.');
      case "airtable-token" -> body.replace(14, 79, "." + hex(random, 64));
      default -> {}
    }
    return body.toString();
  }

  private static String letters(Random random, int length) {
    var letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(ANY.charAt(random.nextInt(ANY.length())));
    }
    return letters.toString();
  }

  private static String hex(Random random, int length) {
    var digits = new StringBuilder();
    for (int i = 0; i < length; i++) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void findsTokensExactly(VendorKind kind) {
    for (int seed = 1; seed <= 3; seed++) {
      String body = body(kind, new Random(seed));
      String token = kind.prefix() + body;
      for (String frame : List.of("%s", "key is %s, keep it", "K=\"%s\"\n", "{\"a\":\"%s\"}")) {
        String text = frame.replace("%s", token);
        int at = text.indexOf(token);
        boolean named = kind.form() == VendorKind.Form.NAMED;
        List<Secret> found = SecretScanner.find(text);
        assertEquals(1, found.size(), () -> kind.rule() + " in " + text);
        assertEquals(kind.rule(), found.getFirst().rule(), () -> text);
        assertEquals(named ? at + kind.prefix().length() : at, found.getFirst().start());
        assertEquals(at + token.length(), found.getFirst().end());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void passesStandInsAndShortBodies(VendorKind kind) {
    char filler = kind.alphabet().has('x') ? 'x' : kind.alphabet().has('A') ? 'A' : '7';
    String standIn = kind.prefix() + String.valueOf(filler).repeat(kind.min());
    assertTrue(SecretScanner.find("use " + standIn + " here").isEmpty(), standIn);
    String half = body(kind, new Random(9)).substring(0, Math.min(10, kind.min() / 2));
    String cut = kind.prefix() + half;
    assertTrue(SecretScanner.find("use " + cut + " here").isEmpty(), cut);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void passesTheSameLettersWithinAWord(VendorKind kind) {
    if (kind.form() == VendorKind.Form.NAMED || !Character.isLetter(kind.prefix().charAt(0))) {
      return;
    }
    String word = "Q" + kind.prefix() + body(kind, new Random(4));
    assertTrue(
        SecretScanner.find("see " + word).stream()
            .noneMatch(secret -> secret.rule().equals(kind.rule())),
        word);
  }
}
