/** Telephone numbers: how they are written where they are dialled, and which ones save lives. */
@NullMarked
package io.siprouter.config.number;

import org.jspecify.annotations.NullMarked;
