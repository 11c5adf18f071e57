/**
 * What the operator wants. In: a file, environment variables and flags, in this order of strength.
 * Out: {@link dev.brattice.config.Settings}, and for every value where it came from; or a {@link
 * dev.brattice.config.ConfigException} that names the place and the nearest valid name. Open {@link
 * dev.brattice.config.Configuration} first; {@link dev.brattice.config.Keys} lists what there is to
 * set.
 */
@NullMarked
package dev.brattice.config;

import org.jspecify.annotations.NullMarked;
