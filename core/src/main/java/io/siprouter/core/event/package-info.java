/** What the engine tells the outside: events and the bus that carries them. */
@NullMarked
package io.siprouter.core.event;

import org.jspecify.annotations.NullMarked;
