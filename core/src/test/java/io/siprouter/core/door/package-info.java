/** The engine as strangers on the network meet it. */
@NullMarked
package io.siprouter.core.door;

import org.jspecify.annotations.NullMarked;
