/**
 * Finds characters that a person does not see and a model reads. In: a {@link
 * dev.brattice.inspect.Subject}. Out: findings; what hidden characters spell is a reading of its
 * string ({@link dev.brattice.inspect.text.HiddenText}), so that every other detector sees it. Open
 * {@link dev.brattice.inspect.unicode.UnicodeDetector} first.
 */
@NullMarked
package dev.brattice.inspect.unicode;

import org.jspecify.annotations.NullMarked;
