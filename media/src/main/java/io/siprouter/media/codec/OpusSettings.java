package io.siprouter.media.codec;

import io.siprouter.media.natives.OpusBandwidth;

/**
 * How Opus is encoded for one peer.
 *
 * @param complexity work done for the sound [0..10]
 * @param bitrate the most that is sent on average [6,000..510,000 bit/s]
 * @param fec whether payloads carry a copy of the audio before them, once the peer reports loss
 * @param dtx whether silence is not sent
 * @param cbr whether all payloads are equally long
 * @param bandwidth the highest frequency that is sent
 */
public record OpusSettings(
    int complexity, int bitrate, boolean fec, boolean dtx, boolean cbr, OpusBandwidth bandwidth) {

  /** Good speech, cheap to make. */
  public static final OpusSettings USUAL = new OpusSettings(5, 32_000, true, false);

  private static final int LEAST_BITRATE = 6_000; // RFC 7587 §6.1
  private static final int MOST_BITRATE = 510_000;
  private static final int MOST_COMPLEXITY = 10;

  public OpusSettings {
    if (complexity < 0 || complexity > MOST_COMPLEXITY) {
      throw new IllegalArgumentException("Opus complexity " + complexity);
    }
    if (bitrate < LEAST_BITRATE || bitrate > MOST_BITRATE) {
      throw new IllegalArgumentException("Opus bitrate " + bitrate);
    }
  }

  /** For whoever wishes nothing in particular, in all the spectrum and with varying bitrate. */
  public OpusSettings(int complexity, int bitrate, boolean fec, boolean dtx) {
    this(complexity, bitrate, fec, dtx, false, OpusBandwidth.FULL);
  }

  /** The same within what a peer can take, or wishes, by its {@code fmtp}. RFC 7587 §6.1. */
  public OpusSettings within(String fmtp) {
    var peer = FormatParameters.parse(fmtp);
    int most = Math.clamp(peer.number("maxaveragebitrate", bitrate), LEAST_BITRATE, MOST_BITRATE);
    return new OpusSettings(
        complexity,
        Math.min(bitrate, most),
        fec && peer.isSet("useinbandfec"),
        dtx && peer.isSet("usedtx"),
        cbr || peer.isSet("cbr"),
        OpusBandwidth.heardAt(peer.number("maxplaybackrate", 48_000)));
  }

  /** What to ask of the peer, as {@code fmtp} writes it. */
  public String fmtp() {
    return "minptime=10;useinbandfec=1" + (dtx ? ";usedtx=1" : "");
  }
}
