package dev.brattice.inspect.secrets;

import dev.brattice.inspect.text.View;
import dev.brattice.inspect.text.Views;
import java.util.Arrays;

/** Takes secrets out of lines that are shown to a person. Thread-safe. */
public final class SecretMask {
  private static final String MASK = "[secret]";

  /** {@code line} with every secret in it replaced, and every encoded run that holds one. */
  public String mask(String line) {
    var hidden = new boolean[line.length() + 1];
    boolean any = false;
    for (View view : Views.of(line)) {
      for (Secret secret : SecretScanner.find(view.text())) {
        any = true;
        if (!view.isOriginal()) {
          Arrays.fill(hidden, view.start(), view.end(), true);
          break;
        }
        Arrays.fill(hidden, secret.start(), secret.end(), true);
      }
    }
    return any ? replaced(line, hidden) : line;
  }

  private static String replaced(String line, boolean[] hidden) {
    var shown = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      if (!hidden[i]) {
        shown.append(line.charAt(i));
      } else if (!hidden[i + 1]) {
        shown.append(MASK);
      }
    }
    return shown.toString();
  }
}
