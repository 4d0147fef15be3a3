/** Who may use the control interface: people with passwords, programs with tokens. */
@NullMarked
package io.siprouter.control.auth;

import org.jspecify.annotations.NullMarked;
