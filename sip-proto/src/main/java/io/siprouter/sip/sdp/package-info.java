/** Session descriptions and the pure offer/answer model (RFC 8866, RFC 3264). */
@NullMarked
package io.siprouter.sip.sdp;

import org.jspecify.annotations.NullMarked;
