package io.siprouter.media.rtp;

import java.util.concurrent.atomic.AtomicLong;

/** What one leg has counted and measured, see {@link RtpStats}. Any thread. */
final class Counters {
  final AtomicLong packetsRx = new AtomicLong();
  final AtomicLong bytesRx = new AtomicLong();
  final AtomicLong packetsTx = new AtomicLong();
  final AtomicLong bytesTx = new AtomicLong();
  final AtomicLong unsent = new AtomicLong();
  final AtomicLong expected = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong jitterTicks = new AtomicLong();
  final AtomicLong strangers = new AtomicLong();
  final AtomicLong discarded = new AtomicLong();
  final AtomicLong rtcp = new AtomicLong();
  final AtomicLong lastPacketNanos = new AtomicLong();
  final AtomicLong delayMs = new AtomicLong();
  final AtomicLong late = new AtomicLong();
  final AtomicLong duplicates = new AtomicLong();
  final AtomicLong concealedMs = new AtomicLong();
}
