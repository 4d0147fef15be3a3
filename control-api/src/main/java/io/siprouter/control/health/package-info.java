/** Whether the process serves, and whether it takes calls. */
@NullMarked
package io.siprouter.control.health;

import org.jspecify.annotations.NullMarked;
