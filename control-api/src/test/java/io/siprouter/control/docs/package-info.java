/** Runs the examples of the documentation, so that they stay true. */
@NullMarked
package io.siprouter.control.docs;

import org.jspecify.annotations.NullMarked;
