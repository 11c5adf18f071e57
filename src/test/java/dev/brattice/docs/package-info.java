/**
 * The documentation, held against the program: what it names exists, what it lists is complete, and
 * what it shows is valid. Open {@link dev.brattice.docs.DocsNamesTest} first.
 */
@NullMarked
package dev.brattice.docs;

import org.jspecify.annotations.NullMarked;
