/** Tests of the configuration file while the daemon runs. */
@NullMarked
package io.siprouter.control.config;

import org.jspecify.annotations.NullMarked;
