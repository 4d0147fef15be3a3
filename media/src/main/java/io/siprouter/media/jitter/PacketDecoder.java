package io.siprouter.media.jitter;

/** Turns packets into audio at 48 kHz. Called on the thread that pulls. */
@FunctionalInterface
public interface PacketDecoder {
  /**
   * Decodes one payload; allocates only where it is longer than 20 ms and than all before.
   *
   * @param out at least as long as the packet lasts
   * @return the number of samples written to {@code out}, 0 if the payload type is unknown by now
   */
  int decode(MediaPacket packet, float[] out);
}
