/**
 * The 20 ms mix-minus mixer of a call and the clock that drives it.
 *
 * <pre>
 *   MixerClock: mixer-N, every 20 ms
 *      |
 *   Mixer.tick
 *      |   pull                                sum                    push
 *      |   port 1 --+                                             +-- limit(sum - own 1) --> port 1
 *      |   port 2 --+--> 48 kHz mono float, 960 samples --> sum --+-- limit(sum - own 2) --> port 2
 *      |   port N --+                                             +-- limit(sum - own N) --> port N
 *
 *   A port of RTP, io.siprouter.media.rtp.RtpEndpoint:
 *      rtp-io-N: socket --> source lock --> ring            ring --> socket
 *                                            |                ^
 *      mixer-N:                         jitter buffer      encoder
 *                                            |                ^
 *                                         decoder         resampler
 *                                            |                ^
 *                                        resampler            |
 *                                            |                |
 *                                          pull             push
 * </pre>
 *
 * Nothing between pull and push allocates, locks, logs or waits; only a port that fails is logged.
 */
@NullMarked
package io.siprouter.media.mix;

import org.jspecify.annotations.NullMarked;
