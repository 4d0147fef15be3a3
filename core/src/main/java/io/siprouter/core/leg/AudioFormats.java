package io.siprouter.core.leg;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.codec.OpusSettings;
import io.siprouter.sip.sdp.AudioCapabilities;
import io.siprouter.sip.sdp.AudioFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Codecs of the media engine as SDP describes them. */
final class AudioFormats {

  private static final int PTIME_MS = 20;

  private AudioFormats() {}

  /** What a leg may negotiate, best first. */
  static AudioCapabilities capabilities(List<Codec> codecs, OpusSettings opus) {
    var formats =
        codecs.stream()
            .map(codec -> codec == Codec.OPUS ? of(codec).withFmtp(opus.fmtp()) : of(codec))
            .toList();
    return new AudioCapabilities(formats, true, PTIME_MS);
  }

  /** A codec without parameters. */
  static AudioFormat of(Codec codec) {
    return new AudioFormat(codec.encodingName(), codec.rtpClockHz(), codec.channels(), "");
  }

  static Optional<Codec> codec(AudioFormat format) {
    return Codec.of(format.encoding(), format.clockHz());
  }

  /** By payload type; formats that are no codec of ours are left out. */
  static Map<Integer, Codec> codecs(Map<Integer, AudioFormat> formats) {
    var codecs = new HashMap<Integer, Codec>();
    formats.forEach(
        (payloadType, format) -> codec(format).ifPresent(codec -> codecs.put(payloadType, codec)));
    return codecs;
  }
}
