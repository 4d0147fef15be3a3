package io.siprouter.media.rtp;

import io.siprouter.media.jitter.MediaPacket;

/** A packet on its way from the mixer thread to rtp-io, mutable and reused in a ring. */
final class TxPacket {
  /** As long as the longest packet so far. */
  byte[] bytes = new byte[RtpPacket.HEADER_BYTES + MediaPacket.USUAL_PAYLOAD_BYTES];

  int length;

  /** Whether its timestamp is that of its sending, which it is not in a digit. */
  boolean timed;

  /** Allocates only where packets have become longer. */
  void makeRoom(int payloadBytes) {
    if (bytes.length < RtpPacket.HEADER_BYTES + payloadBytes) {
      bytes = new byte[RtpPacket.HEADER_BYTES + payloadBytes];
    }
  }
}
