package dev.brattice.provenance;

import dev.brattice.inspect.Words;
import java.util.List;
import java.util.Set;

/**
 * Files that show how something is used: tests, fixtures, examples, documentation. A password in
 * one that looks like a person's choice was made up for it; keys drawn by lot are found there all
 * the same.
 */
final class Illustration {
  private static final Set<String> WORDS =
      Words.listed(
          """
          test tests testing spec specs fixture fixtures example examples sample samples demo demos
          mock mocks stub stubs doc docs documentation readme tutorial tutorials openapi swagger
          storybook stories cypress playwright jest vitest pytest conftest seeds testdata
          """);

  private Illustration() {}

  /** Whether there are {@code paths}, and all of them name such files. */
  static boolean areAll(List<String> paths) {
    for (String path : paths) {
      if (!is(path)) {
        return false;
      }
    }
    return !paths.isEmpty();
  }

  /** By the words of the path; of a longer one by its end. */
  private static boolean is(String path) {
    if (path.endsWith(".md") || path.endsWith(".mdx") || path.endsWith(".rst")) {
      return true;
    }
    for (String word : KeyName.words(path)) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
