/** Digest challenges we issue and check. */
@NullMarked
package io.siprouter.core.auth;

import org.jspecify.annotations.NullMarked;
