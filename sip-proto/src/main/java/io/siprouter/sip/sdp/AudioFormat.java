package io.siprouter.sip.sdp;

import java.util.Map;

/**
 * What a payload type stands for: rtpmap and fmtp, without the number.
 *
 * @param clockHz RTP clock [Hz]; 8000 for G722 though it samples at 16 kHz, RFC 3551 §4.5.2
 * @param channels 1 where the rtpmap names none
 * @param fmtp empty for none
 */
public record AudioFormat(String encoding, int clockHz, int channels, String fmtp) {

  static final String TELEPHONE_EVENT = "telephone-event";

  /** The payload types of RFC 3551 that may come without an rtpmap. */
  static final Map<Integer, AudioFormat> STATIC =
      Map.of(0, of("PCMU", 8000), 8, of("PCMA", 8000), 9, of("G722", 8000));

  /** A format of one channel and no parameters. */
  public static AudioFormat of(String encoding, int clockHz) {
    return new AudioFormat(encoding, clockHz, 1, "");
  }

  /** DTMF digits and A to D, no flash. RFC 4733. */
  static AudioFormat telephoneEvent(int clockHz) {
    return new AudioFormat(TELEPHONE_EVENT, clockHz, 1, "0-15");
  }

  public boolean isTelephoneEvent() {
    return encoding.equalsIgnoreCase(TELEPHONE_EVENT);
  }

  /** Whether both name the same codec, whatever their parameters and the case of the name. */
  public boolean matches(AudioFormat other) {
    return encoding.equalsIgnoreCase(other.encoding)
        && clockHz == other.clockHz
        && channels == other.channels;
  }

  public AudioFormat withFmtp(String parameters) {
    return new AudioFormat(encoding, clockHz, channels, parameters);
  }

  /** The encoding as an rtpmap spells it. */
  String rtpmap() {
    return encoding + "/" + clockHz + (channels == 1 ? "" : "/" + channels);
  }
}
