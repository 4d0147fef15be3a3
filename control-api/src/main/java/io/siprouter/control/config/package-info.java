/** The configuration file while the daemon runs: who may change it, and what becomes of it. */
@NullMarked
package io.siprouter.control.config;

import org.jspecify.annotations.NullMarked;
