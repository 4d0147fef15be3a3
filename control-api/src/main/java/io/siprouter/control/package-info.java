/** Composition root, command line and control interface of the daemon. */
@NullMarked
package io.siprouter.control;

import org.jspecify.annotations.NullMarked;
