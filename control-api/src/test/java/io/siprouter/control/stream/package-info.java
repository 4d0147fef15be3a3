@NullMarked
package io.siprouter.control.stream;

import org.jspecify.annotations.NullMarked;
