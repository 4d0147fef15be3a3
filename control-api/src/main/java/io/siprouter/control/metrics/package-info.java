/** What the daemon counts and measures, as Prometheus reads it. */
@NullMarked
package io.siprouter.control.metrics;

import org.jspecify.annotations.NullMarked;
