/** What survives a restart. */
@NullMarked
package io.siprouter.core.state;

import org.jspecify.annotations.NullMarked;
