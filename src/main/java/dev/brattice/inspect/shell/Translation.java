package dev.brattice.inspect.shell;

import java.util.List;

/** What {@code tr} makes of a text: shifted alphabets, deleted characters. */
final class Translation {
  private static final int SET_CHARS_MAX = 512;

  private Translation() {}

  /** {@code flow} with the characters of the first set replaced by those of the second. */
  static Flow of(Flow flow, List<Argument> sets, boolean deletes) {
    if (sets.isEmpty() || !deletes && sets.size() < 2) {
      return flow;
    }
    String from = set(sets.getFirst().text());
    String to = deletes ? "" : set(sets.get(1).text());
    var text = new StringBuilder(flow.text().length());
    for (int i = 0; i < flow.text().length(); i++) {
      char c = flow.text().charAt(i);
      int at = from.indexOf(c);
      if (at < 0) {
        text.append(c);
      } else if (!to.isEmpty()) {
        text.append(to.charAt(Math.min(at, to.length() - 1)));
      }
    }
    return flow.decoded(text.toString(), "shifted");
  }

  private static String set(String written) {
    String plain = Escapes.decodeAll(written);
    if (plain.equals("[:upper:]")) {
      plain = "A-Z";
    } else if (plain.equals("[:lower:]")) {
      plain = "a-z";
    }
    var set = new StringBuilder();
    for (int i = 0; i < plain.length() && set.length() < SET_CHARS_MAX; i++) {
      char c = plain.charAt(i);
      char last = i + 2 < plain.length() && plain.charAt(i + 1) == '-' ? plain.charAt(i + 2) : c;
      if (last > c && last < 0x80) {
        for (char each = c; each <= last; each++) {
          set.append(each);
        }
        i += 2;
      } else {
        set.append(c);
      }
    }
    return set.toString();
  }
}
