@NullMarked
package io.siprouter.control.metrics;

import org.jspecify.annotations.NullMarked;
