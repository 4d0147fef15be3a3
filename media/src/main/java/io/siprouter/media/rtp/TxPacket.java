package io.siprouter.media.rtp;

import io.siprouter.media.jitter.MediaPacket;

/** A packet on its way from the mixer thread to rtp-io, mutable and reused in a ring. */
final class TxPacket {
  final byte[] bytes = new byte[RtpPacket.HEADER_BYTES + MediaPacket.MAX_PAYLOAD_BYTES];
  int length;
}
