/** The configuration of the daemon as records, with loader and validation. */
@NullMarked
package io.siprouter.config;

import org.jspecify.annotations.NullMarked;
