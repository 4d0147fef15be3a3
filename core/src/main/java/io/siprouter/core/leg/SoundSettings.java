package io.siprouter.core.leg;

import io.siprouter.config.Media;
import io.siprouter.media.codec.OpusSettings;
import io.siprouter.media.jitter.JitterSettings;

/** What the configuration says of the sound of legs that begin under it. */
public record SoundSettings(JitterSettings jitter, OpusSettings opus) {

  public static SoundSettings of(Media media) {
    var jitter = media.jitter();
    var opus = media.opus();
    return new SoundSettings(
        new JitterSettings(jitter.minMs(), jitter.maxMs()),
        new OpusSettings(opus.complexity(), opus.bitrate(), opus.fec(), opus.dtx()));
  }
}
