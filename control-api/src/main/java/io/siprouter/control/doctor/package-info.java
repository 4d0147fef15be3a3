/** Looks for everything that may keep the daemon of this machine from working, with remedies. */
@NullMarked
package io.siprouter.control.doctor;

import org.jspecify.annotations.NullMarked;
