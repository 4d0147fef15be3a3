/** The calls that are over, kept in a file that can be asked. */
@NullMarked
package io.siprouter.core.history;

import org.jspecify.annotations.NullMarked;
