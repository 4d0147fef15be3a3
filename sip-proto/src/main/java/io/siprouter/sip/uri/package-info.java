/** SIP URIs, name-addrs and addresses of record (RFC 3261 §19). */
@NullMarked
package io.siprouter.sip.uri;

import org.jspecify.annotations.NullMarked;
