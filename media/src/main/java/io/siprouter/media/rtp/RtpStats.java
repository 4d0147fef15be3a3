package io.siprouter.media.rtp;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one leg's RTP has counted since it was opened.
 *
 * @param unsent packets that were due and could not be sent
 * @param lost packets of the peer that never came, RFC 3550 §A.3; late ones did come
 * @param lossPercent {@code lost} in relation to what was expected [0..100]
 * @param jitterMs interarrival jitter, RFC 3550 §A.8
 * @param delayMs how long the fastest packets wait for their playout
 * @param late packets that came after their playout
 * @param strangers packets from an address that is not the peer's
 * @param discarded datagrams that were not RTP, of an unknown payload type, or too many
 * @param rtcp RTCP packets; on the port above only after {@link RtpEndpoint#exchangeReports}
 * @param concealedMs audio made up for what was missing
 * @param lastPacketNanos {@link System#nanoTime} of the peer's last packet, 0 before the first
 * @param remote where packets are sent
 * @param signsOfLife packets that prove the peer alive: sound, digits, comfort noise, RTCP
 * @param peerLostPercent what the peer said last it has lost since it said so before [0..100]
 * @param peerJitterMs the jitter of what it receives, as it says
 * @param roundTripMs to the peer and back, once it has reported twice
 */
public record RtpStats(
    long packetsRx,
    long bytesRx,
    long packetsTx,
    long bytesTx,
    long unsent,
    long lost,
    double lossPercent,
    double jitterMs,
    int delayMs,
    long late,
    long duplicates,
    long strangers,
    long discarded,
    long rtcp,
    long concealedMs,
    long lastPacketNanos,
    Optional<InetSocketAddress> remote,
    long signsOfLife,
    int peerLostPercent,
    double peerJitterMs,
    OptionalDouble roundTripMs) {}
