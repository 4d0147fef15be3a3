package io.siprouter.core.leg;

import io.siprouter.media.mix.MixerClock;
import io.siprouter.media.rtp.RtpIo;
import io.siprouter.media.rtp.RtpPortPool;

/** What all legs' media share: sockets' event loops, ports, settings and mixer threads. */
public record MediaPlane(RtpIo io, RtpPortPool ports, SoundSettings sound, MixerClock mixers) {

  /** The same with other settings. */
  public MediaPlane with(SoundSettings other) {
    return new MediaPlane(io, ports, other, mixers);
  }
}
