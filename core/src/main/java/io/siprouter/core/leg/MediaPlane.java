package io.siprouter.core.leg;

import io.siprouter.media.jitter.JitterSettings;
import io.siprouter.media.mix.MixerClock;
import io.siprouter.media.rtp.RtpIo;
import io.siprouter.media.rtp.RtpPortPool;

/** What all legs' media share: sockets' event loops, ports, playout delay and mixer threads. */
public record MediaPlane(RtpIo io, RtpPortPool ports, JitterSettings jitter, MixerClock mixers) {

  /** The same with other bounds of the playout delay [ms]. */
  public MediaPlane withPlayoutDelay(int minMs, int maxMs) {
    return new MediaPlane(io, ports, new JitterSettings(minMs, maxMs), mixers);
  }
}
