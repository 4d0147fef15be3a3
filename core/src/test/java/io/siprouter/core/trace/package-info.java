@NullMarked
package io.siprouter.core.trace;

import org.jspecify.annotations.NullMarked;
