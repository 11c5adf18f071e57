package dev.brattice.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checked value of a key. */
sealed interface Value {
  /** One text; numbers and truth values in their one spelling. */
  record Text(String text) implements Value {}

  /** Several texts. */
  record Texts(List<String> texts) implements Value {
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** Names with texts, in order. The texts can be secret. */
  record Pairs(Map<String, String> pairs) implements Value {
    public Pairs {
      pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
    }

    /** The names only. */
    @Override
    public String toString() {
      return "Pairs" + pairs.keySet();
    }
  }
}
