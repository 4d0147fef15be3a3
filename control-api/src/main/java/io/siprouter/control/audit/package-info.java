/** What was done through the control interface, and by whom. */
@NullMarked
package io.siprouter.control.audit;

import org.jspecify.annotations.NullMarked;
