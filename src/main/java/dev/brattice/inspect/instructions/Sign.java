package dev.brattice.inspect.instructions;

/**
 * A sign that text instructs a model.
 *
 * @param kind of what
 * @param weight how much it says on its own: 1 stands in ordinary text, 2 seldom does, 3 hardly
 *     ever
 * @param start its first UTF-16 unit
 * @param end one past its last
 */
record Sign(Kind kind, int weight, int start, int end) {
  /** What it is a sign of. Two signs of one kind say no more than one. */
  enum Kind {
    OVERRIDE("sets earlier instructions aside"),
    CONCEALMENT("asks to keep something from the user"),
    EXFILTRATION("asks to hand over private data"),
    PROMPT_LEAK("asks for the system prompt"),
    ADDRESS("turns to the model"),
    NEW_TASK("gives the model a new task"),
    PERSONA("gives the model a new role"),
    ORDER("prescribes when a tool is used"),
    SHADOWING("changes how other tools are used"),
    MARKUP("uses markup that gives text weight with a model"),
    AUTHORITY("claims to be allowed"),
    HARM("names a harmful action");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What it does, as part of a sentence. */
    String words() {
      return words;
    }
  }
}
