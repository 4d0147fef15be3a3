/** The 20 ms mix-minus mixer of a call and the clock that drives it. */
@NullMarked
package io.siprouter.media.mix;

import org.jspecify.annotations.NullMarked;
