package io.siprouter.media.rtp;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/** What one leg has counted and measured, see {@link RtpStats}. Any thread. */
final class Counters {
  private static final int SAMPLES_PER_MS = 48;
  private static final double MICROS_PER_MS = 1_000;

  final AtomicLong packetsRx = new AtomicLong();
  final AtomicLong bytesRx = new AtomicLong();
  final AtomicLong packetsTx = new AtomicLong();
  final AtomicLong bytesTx = new AtomicLong();
  final AtomicLong unsent = new AtomicLong();
  final AtomicLong expected = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong jitterSamples = new AtomicLong();
  final AtomicLong strangers = new AtomicLong();
  final AtomicLong discarded = new AtomicLong();
  final AtomicLong rtcp = new AtomicLong();
  final AtomicLong peerLostPercent = new AtomicLong();
  final AtomicLong peerJitterMicros = new AtomicLong();

  /** Below 0 before the first. */
  final AtomicLong roundTripMicros = new AtomicLong(-1);

  final AtomicLong signsOfLife = new AtomicLong();
  final AtomicLong lastPacketNanos = new AtomicLong();
  final AtomicLong delayMs = new AtomicLong();
  final AtomicLong late = new AtomicLong();
  final AtomicLong duplicates = new AtomicLong();
  final AtomicLong concealedMs = new AtomicLong();

  private OptionalDouble roundTrip() {
    long micros = roundTripMicros.get();
    return micros < 0 ? OptionalDouble.empty() : OptionalDouble.of(micros / MICROS_PER_MS);
  }

  RtpStats stats(Optional<InetSocketAddress> remote) {
    long packetsDue = expected.get();
    long packetsLost = lost.get();
    return new RtpStats(
        packetsRx.get(),
        bytesRx.get(),
        packetsTx.get(),
        bytesTx.get(),
        unsent.get(),
        packetsLost,
        packetsDue == 0 ? 0 : 100.0 * packetsLost / packetsDue,
        jitterSamples.get() / (double) SAMPLES_PER_MS,
        (int) delayMs.get(),
        late.get(),
        duplicates.get(),
        strangers.get(),
        discarded.get(),
        rtcp.get(),
        concealedMs.get(),
        lastPacketNanos.get(),
        remote,
        signsOfLife.get(),
        (int) peerLostPercent.get(),
        peerJitterMicros.get() / MICROS_PER_MS,
        roundTrip());
  }
}
