/** Calls as hubs of legs, and the registry that owns them. */
@NullMarked
package io.siprouter.core.call;

import org.jspecify.annotations.NullMarked;
