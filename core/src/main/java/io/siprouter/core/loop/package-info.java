/** Single-threaded event loops with keyed deadlines. */
@NullMarked
package io.siprouter.core.loop;

import org.jspecify.annotations.NullMarked;
