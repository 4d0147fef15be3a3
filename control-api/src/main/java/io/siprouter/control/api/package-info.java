/** The control interface of a running daemon: REST over HTTP, on a socket of its own machine. */
@NullMarked
package io.siprouter.control.api;

import org.jspecify.annotations.NullMarked;
