package io.siprouter.sip.sdp;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What both parties agreed on, seen from us: tx is read off the peer's SDP, rx off ours.
 *
 * @param remoteAddress IP literal; unspecified while the peer holds us the old way
 * @param remotePort [1..65535]
 * @param format codec to send, spelled as our capabilities do, with the peer's fmtp
 * @param txPayloadType the peer's number for it [0..127]
 * @param rxFormats codecs to expect by our payload type
 * @param txTelephoneEvent the peer's number at the clock of the codec; empty: send none
 * @param rxTelephoneEvents clocks [Hz] by our numbers
 * @param ptimeMs packet time to send with, a multiple of ten [10..60] [ms]
 * @param direction ours
 */
public record NegotiatedAudio(
    String remoteAddress,
    int remotePort,
    AudioFormat format,
    int txPayloadType,
    Map<Integer, AudioFormat> rxFormats,
    OptionalInt txTelephoneEvent,
    Map<Integer, Integer> rxTelephoneEvents,
    int ptimeMs,
    Direction direction) {

  public NegotiatedAudio {
    rxFormats = Map.copyOf(rxFormats);
    rxTelephoneEvents = Map.copyOf(rxTelephoneEvents);
  }
}
