/** The page, in a real browser. */
@NullMarked
package io.siprouter.control.page;

import org.jspecify.annotations.NullMarked;
