package dev.brattice.inspect.secrets;

import dev.brattice.inspect.Severity;

/**
 * A secret's place in a text.
 *
 * @param rule the last part of the rule's id, such as {@code github-token}
 * @param what what it is, as part of a sentence: {@code a GitHub token}
 * @param severity how bad it is that it stands here
 * @param confidence how sure, 0 to 1
 * @param start its first UTF-16 unit
 * @param end one past its last
 */
record Secret(String rule, String what, Severity severity, double confidence, int start, int end) {}
