/** Digest challenges, credentials and the arithmetic between them (RFC 8760). */
@NullMarked
package io.siprouter.sip.auth;

import org.jspecify.annotations.NullMarked;
