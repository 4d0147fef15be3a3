/** RTCP packets as data, RFC 3550 §6; knows neither sockets nor clocks. */
@NullMarked
package io.siprouter.media.rtcp;

import org.jspecify.annotations.NullMarked;
