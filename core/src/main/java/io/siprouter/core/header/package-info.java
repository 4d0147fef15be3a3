/** Headers that others than we write into our requests: configuration, commands and calls. */
@NullMarked
package io.siprouter.core.header;

import org.jspecify.annotations.NullMarked;
