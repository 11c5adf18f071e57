package dev.brattice.inspect.instructions;

import dev.brattice.inspect.instructions.Sign.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads signs off the cues of a text. Every look ahead is bounded, so reading is linear. */
final class Signs {
  /** How many cues ahead one sign may reach. */
  private static final int CUES_AHEAD_MAX = 10;

  /** How far one cue of a sign may lie from the next, in UTF-16 units. */
  private static final int NEAR = 48;

  private static final int FAR = 160;

  private final Speech speech;
  private final CueList cues;
  private final boolean definition;
  private final List<Sign> signs = new ArrayList<>();
  // Invariant: the last cue of the sign before, where that one is described; otherwise -1.
  private int described = -1;

  private Signs(String text, boolean isAscii, boolean definition) {
    this.speech = new Speech(text);
    this.cues = CueList.of(text, isAscii);
    this.definition = definition;
  }

  /** The signs in {@code text}, by place. A definition has no reason to hold some of them. */
  static List<Sign> in(String text, boolean isAscii, boolean definition) {
    var signs = new Signs(text, isAscii, definition);
    for (int i = 0; i < signs.cues.count(); i++) {
      signs.at(i);
    }
    return signs.signs;
  }

  private void at(int i) {
    switch (cues.cue(i)) {
      case IGNORE -> override(i, 3);
      case OVERRIDE -> override(i, 2);
      case NEGATION -> concealment(i);
      case SEND -> exfiltration(i);
      case READ -> reading(i);
      case SHOW -> promptLeak(i);
      case SECRECY -> add(Kind.CONCEALMENT, spoken(2, i, i), i, i);
      case ADDRESS -> add(Kind.ADDRESS, spoken(2, i, i), i, i);
      case NEW_TASK -> add(Kind.NEW_TASK, spoken(2, i, i), i, i);
      case MODEL -> add(Kind.ADDRESS, 1, i, i);
      case PERSONA -> add(Kind.PERSONA, 1, i, i);
      case AUTHORITY -> add(Kind.AUTHORITY, 1, i, i);
      case HARM -> add(Kind.HARM, 1, i, i);
      case MARKUP -> add(Kind.MARKUP, 1, i, i);
      case ORDER -> {
        if (definition) {
          add(Kind.ORDER, 1, i, i);
        }
      }
      case SHADOW -> {
        if (definition) {
          add(Kind.SHADOWING, 2, i, i);
        }
      }
      case PRIOR,
          ALL,
          EVERYTHING,
          DIRECTIVE,
          RULES,
          TELL,
          MENTION,
          USER,
          PRIVATE,
          CREDENTIAL,
          DESTINATION,
          OWN_PROMPT -> {}
    }
  }

  /** Ignore – what came before – instructions, the last two in either order. */
  private void override(int i, int verb) {
    int everything = next(i, Cue.EVERYTHING, NEAR / 2);
    if (everything >= 0) {
      add(Kind.OVERRIDE, spoken(verb, i, everything), i, everything);
      return;
    }
    int prior = next(i, Cue.PRIOR, NEAR);
    int all = next(i, Cue.ALL, NEAR / 2);
    int directive = next(i, Cue.DIRECTIVE, FAR / 2);
    int rules = next(i, Cue.RULES, FAR / 2);
    int what = directive >= 0 ? directive : rules;
    if (what < 0 || prior < 0 && all < 0) {
      return;
    }
    int last = Math.max(what, prior);
    // "Ignore all rules" is said of linters, "override your context" of libraries.
    int weight = verb - (directive < 0 ? 1 : 0) - (prior < 0 && directive < 0 ? 1 : 0);
    add(Kind.OVERRIDE, spoken(Math.max(1, weight), i, last), i, last);
  }

  /** Do not – tell – the user. */
  private void concealment(int i) {
    int mention = next(i, Cue.MENTION, NEAR / 2);
    int tell = mention >= 0 ? mention : next(i, Cue.TELL, NEAR / 2);
    if (tell < 0) {
      return;
    }
    int user = next(tell, Cue.USER, NEAR);
    int last = user >= 0 ? user : tell;
    boolean plain = user >= 0 || definition && mention >= 0;
    if (plain || definition) {
      boolean quoted = speech.isQuoted(cues.start(i), cues.end(last));
      add(Kind.CONCEALMENT, plain && !quoted ? 2 : 1, i, last);
    }
  }

  /** Send – what is private – somewhere. */
  private void exfiltration(int i) {
    int secret = next(i, Cue.PRIVATE, FAR);
    int credential = next(i, Cue.CREDENTIAL, FAR);
    int what = secret >= 0 ? secret : credential;
    if (what < 0) {
      return;
    }
    int destination = next(i, Cue.DESTINATION, FAR);
    boolean named = destination >= 0 || definition && secret >= 0;
    add(Kind.EXFILTRATION, named ? spoken(2, i, what) : 1, i, Math.max(what, destination));
  }

  /** Read – what is private: in a definition nobody has a reason to ask for it. */
  private void reading(int i) {
    int secret = next(i, Cue.PRIVATE, NEAR);
    if (secret >= 0 && definition) {
      add(Kind.EXFILTRATION, 2, i, secret);
    }
  }

  private void promptLeak(int i) {
    int prompt = next(i, Cue.OWN_PROMPT, NEAR);
    if (prompt >= 0) {
      add(Kind.PROMPT_LEAK, spoken(2, i, prompt), i, prompt);
    }
  }

  /** The weight of what is said; what is only spoken of weighs one. */
  private int spoken(int weight, int first, int last) {
    // "…tries to ignore the instructions, reveal the prompt or": the whole sentence describes.
    boolean goesOn = described >= 0 && cues.isSameSentence(described, first);
    if (goesOn || speech.isDescribed(cues.start(first))) {
      described = last;
      return 1;
    }
    described = -1;
    return speech.isQuoted(cues.start(first), cues.end(last)) ? 1 : weight;
  }

  /** The next cue of this kind in the same sentence within {@code distance}, or -1. */
  private int next(int i, Cue wanted, int distance) {
    int most = Math.min(cues.count(), i + 1 + CUES_AHEAD_MAX);
    for (int j = i + 1; j < most; j++) {
      if (cues.start(j) - cues.end(i) > distance) {
        return -1;
      }
      if (cues.cue(j) == wanted) {
        return cues.isSameSentence(i, j) ? j : -1;
      }
    }
    return -1;
  }

  private void add(Kind kind, int weight, int first, int last) {
    signs.add(new Sign(kind, weight, cues.start(first), Math.max(cues.end(first), cues.end(last))));
  }
}
