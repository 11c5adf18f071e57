/**
 * What a path means and what lies there. In: a spelling of a path and the workspace it is judged
 * against. Out: the canonical path, how it was spelt, how sensitive its target is, findings and
 * touches. Pure: where links lead was looked up before. Open {@link
 * dev.brattice.inspect.paths.PathDetector} first, then {@link dev.brattice.inspect.paths.Place}.
 */
@NullMarked
package dev.brattice.inspect.paths;

import org.jspecify.annotations.NullMarked;
