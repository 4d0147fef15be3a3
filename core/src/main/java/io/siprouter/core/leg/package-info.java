/** Legs of a call and the pure state machine they follow. */
@NullMarked
package io.siprouter.core.leg;

import org.jspecify.annotations.NullMarked;
