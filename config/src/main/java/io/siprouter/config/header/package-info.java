/** Headers that an administrator writes into our requests. */
@NullMarked
package io.siprouter.config.header;

import org.jspecify.annotations.NullMarked;
