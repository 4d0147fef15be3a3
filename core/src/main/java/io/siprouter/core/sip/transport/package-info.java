/**
 * SIP bytes on sockets: UDP, TCP and TLS on Netty, and the lanes that keep messages of one Call-ID
 * in order. Knows no transaction and no JAIN-SIP.
 */
@NullMarked
package io.siprouter.core.sip.transport;

import org.jspecify.annotations.NullMarked;
