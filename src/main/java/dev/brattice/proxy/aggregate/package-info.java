/**
 * Many servers as one: names are told apart by their server's, lists are merged, and every message
 * finds the one it is for. Each server's messages pass a relay of their own before they come here,
 * and after they leave: nothing here judges.
 */
@NullMarked
package dev.brattice.proxy.aggregate;

import org.jspecify.annotations.NullMarked;
