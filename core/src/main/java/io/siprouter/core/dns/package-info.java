/** Finds the servers of SIP domains by DNS. RFC 3263. */
@NullMarked
package io.siprouter.core.dns;

import org.jspecify.annotations.NullMarked;
