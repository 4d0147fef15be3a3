/** The events of the engine on their way to whoever asks, and the picture they add up to. */
@NullMarked
package io.siprouter.control.feed;

import org.jspecify.annotations.NullMarked;
