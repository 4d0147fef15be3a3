package io.siprouter.core.leg;

import io.siprouter.media.jitter.JitterSettings;
import io.siprouter.media.mix.MixerClock;
import io.siprouter.media.rtp.RtpIo;
import io.siprouter.media.rtp.RtpPortPool;

/** What all legs' media share: sockets' event loops, ports, playout delay and mixer threads. */
public record MediaPlane(RtpIo io, RtpPortPool ports, JitterSettings jitter, MixerClock mixers) {}
