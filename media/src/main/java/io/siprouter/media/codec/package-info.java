/** Audio codecs, one instance with its own state per leg and direction. */
@NullMarked
package io.siprouter.media.codec;

import org.jspecify.annotations.NullMarked;
