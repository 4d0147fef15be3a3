package io.siprouter.media.rtp;

/** A packet on its way from the mixer thread to rtp-io, mutable and reused in a ring. */
final class TxPacket {
  /** As long as the longest packet so far. */
  byte[] bytes = new byte[0];

  int length;

  void makeRoom(int payloadBytes) {
    if (bytes.length < RtpPacket.HEADER_BYTES + payloadBytes) {
      bytes = new byte[RtpPacket.HEADER_BYTES + payloadBytes];
    }
  }
}
