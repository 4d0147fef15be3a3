/** Proves that clients can be generated from what the interface says about itself. */
@NullMarked
package io.siprouter.control.client;

import org.jspecify.annotations.NullMarked;
