package io.siprouter.core.phone;

import io.siprouter.media.codec.Codec;
import io.siprouter.sip.sdp.AudioFormat;
import io.siprouter.sip.sdp.NegotiatedAudio;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was agreed on for the sound of a call.
 *
 * @param rxCodecs by payload type
 * @param rxEvents the payload types of keys
 * @param ptimeMs length of the packets to send [ms]
 * @param sends false while held
 */
record PhoneFlow(
    InetSocketAddress remote,
    Codec txCodec,
    int txPayloadType,
    Map<Integer, Codec> rxCodecs,
    Set<Integer> rxEvents,
    int ptimeMs,
    boolean sends) {

  PhoneFlow {
    rxCodecs = Map.copyOf(rxCodecs);
    rxEvents = Set.copyOf(rxEvents);
  }

  static PhoneFlow of(NegotiatedAudio audio) {
    var remote =
        new InetSocketAddress(InetAddress.ofLiteral(audio.remoteAddress()), audio.remotePort());
    return new PhoneFlow(
        remote,
        codec(audio.format()),
        audio.txPayloadType(),
        audio.rxFormats().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> codec(entry.getValue()))),
        audio.rxTelephoneEvents().keySet(),
        audio.ptimeMs(),
        audio.direction().sends() && !remote.getAddress().isAnyLocalAddress());
  }

  /** Only what a codec of ours has put into the capabilities is ever agreed on. */
  private static Codec codec(AudioFormat format) {
    return Codec.of(format.encoding(), format.clockHz()).orElseThrow();
  }

  boolean comesFrom(InetSocketAddress source) {
    return source.equals(remote);
  }
}
