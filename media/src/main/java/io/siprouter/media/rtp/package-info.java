/**
 * RTP of one leg: packets, sockets with source lock, ports, telephone events (RFC 3550, RFC 4733).
 */
@NullMarked
package io.siprouter.media.rtp;

import org.jspecify.annotations.NullMarked;
