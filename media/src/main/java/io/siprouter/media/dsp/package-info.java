/** Signal arithmetic on float frames: resampling, limiting, tone measuring. */
@NullMarked
package io.siprouter.media.dsp;

import org.jspecify.annotations.NullMarked;
