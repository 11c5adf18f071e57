/**
 * Strict YAML for the files that people write: policies and configuration. In: text. Out: a tree
 * that knows the line of every value, or a {@link dev.brattice.policy.yaml.YamlException} that says
 * what was expected and where. Open {@link dev.brattice.policy.yaml.YamlReader} first.
 */
@NullMarked
package dev.brattice.policy.yaml;

import org.jspecify.annotations.NullMarked;
