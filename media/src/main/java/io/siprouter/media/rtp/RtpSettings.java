package io.siprouter.media.rtp;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.codec.OpusSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What offer and answer settled for one leg's RTP, seen from us.
 *
 * @param remote where the peer said it listens
 * @param txPayloadType payload type of {@code txCodec} [0..127]
 * @param rxCodecs codecs by the payload types the peer may send
 * @param txTelephoneEvent payload type of the digits we send, at the clock of {@code txCodec};
 *     empty if the peer takes none
 * @param rxTelephoneEvents clocks [Hz] by the payload types under which the peer may send digits
 * @param ptimeMs audio in each packet we send [10..60 ms], a multiple of 10
 * @param sends whether we may send, which hold forbids
 * @param receives whether the peer's audio is heard
 * @param opus how Opus is sent, where that is {@code txCodec}
 * @param knownAddresses where else the peer may come from: the address it registered from
 */
public record RtpSettings(
    InetSocketAddress remote,
    Codec txCodec,
    int txPayloadType,
    Map<Integer, Codec> rxCodecs,
    OptionalInt txTelephoneEvent,
    Map<Integer, Integer> rxTelephoneEvents,
    int ptimeMs,
    boolean sends,
    boolean receives,
    OpusSettings opus,
    Set<InetAddress> knownAddresses) {

  public RtpSettings {
    if (remote.isUnresolved()) {
      throw new IllegalArgumentException("Unresolved address " + remote);
    }
    if (ptimeMs < 10 || ptimeMs > 60 || ptimeMs % 10 != 0) {
      throw new IllegalArgumentException("ptime of " + ptimeMs + " ms");
    }
    rxCodecs = Map.copyOf(rxCodecs);
    rxTelephoneEvents = Map.copyOf(rxTelephoneEvents);
    knownAddresses = Set.copyOf(knownAddresses);
  }

  /** Settings for a peer that wishes nothing in particular and is known by nothing but its SDP. */
  public RtpSettings(
      InetSocketAddress remote,
      Codec txCodec,
      int txPayloadType,
      Map<Integer, Codec> rxCodecs,
      OptionalInt txTelephoneEvent,
      Map<Integer, Integer> rxTelephoneEvents,
      int ptimeMs,
      boolean sends,
      boolean receives) {
    this(
        remote,
        txCodec,
        txPayloadType,
        rxCodecs,
        txTelephoneEvent,
        rxTelephoneEvents,
        ptimeMs,
        sends,
        receives,
        OpusSettings.USUAL,
        Set.of());
  }
}
