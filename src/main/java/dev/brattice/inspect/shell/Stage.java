package dev.brattice.inspect.shell;

import java.util.List;

/** One element of a pipeline. */
sealed interface Stage {
  /** Its redirections. */
  List<Redirect> redirects();

  /**
   * A command.
   *
   * @param assignments words of the form {@code NAME=value} before the program
   * @param words the program and its arguments
   */
  record Simple(List<Word> assignments, List<Word> words, List<Redirect> redirects)
      implements Stage {
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      redirects = List.copyOf(redirects);
    }
  }

  /**
   * Commands between parentheses, braces or a compound command's words.
   *
   * @param body the commands
   * @param loop the words of a {@code for} loop after {@code in}, its variable first; empty for
   *     others
   * @param function the name of the function that this is the body of; empty for none
   * @param subshell whether variables and the working directory are left as they were
   */
  record Group(
      Script body, List<Word> loop, String function, boolean subshell, List<Redirect> redirects)
      implements Stage {
    public Group {
      loop = List.copyOf(loop);
      redirects = List.copyOf(redirects);
    }
  }
}
