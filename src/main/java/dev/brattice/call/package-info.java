/** What every protocol decodes to: messages, calls, results, definitions. Values only. */
@NullMarked
package dev.brattice.call;

import org.jspecify.annotations.NullMarked;
