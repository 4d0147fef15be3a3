/** Reordering and playout of received packets. */
@NullMarked
package io.siprouter.media.jitter;

import org.jspecify.annotations.NullMarked;
