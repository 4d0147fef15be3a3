/** Tells other programs of events over HTTP, signed, and again until they have taken them. */
@NullMarked
package io.siprouter.control.hook;

import org.jspecify.annotations.NullMarked;
