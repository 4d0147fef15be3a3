/** SIP messages as lossless data: parse, build, mutate, serialise, frame (RFC 3261 §7). */
@NullMarked
package io.siprouter.sip.message;

import org.jspecify.annotations.NullMarked;
