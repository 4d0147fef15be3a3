/**
 * What programs may ask of the daemon: one record a command, from which the REST routes, the
 * WebSocket, both served documents and their tests are made.
 */
@NullMarked
package io.siprouter.control.command;

import org.jspecify.annotations.NullMarked;
