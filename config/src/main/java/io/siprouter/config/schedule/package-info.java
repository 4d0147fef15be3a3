/** When the house is open: pure questions to wall clocks. */
@NullMarked
package io.siprouter.config.schedule;

import org.jspecify.annotations.NullMarked;
