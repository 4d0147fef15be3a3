/** The SIP messages of the last hours: remembered, watched live, and shown without secrets. */
@NullMarked
package io.siprouter.core.trace;

import org.jspecify.annotations.NullMarked;
