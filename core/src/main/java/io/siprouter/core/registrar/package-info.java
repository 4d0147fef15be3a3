/** Registrations of our devices. */
@NullMarked
package io.siprouter.core.registrar;

import org.jspecify.annotations.NullMarked;
