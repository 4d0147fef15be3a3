package io.siprouter.media.jitter;

import org.jspecify.annotations.Nullable;

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

  /**
   * Makes up audio in place of what did not come, where the codec has means of its own.
   *
   * @param payloadType of the audio before
   * @param samples how much at most [1..960]
   * @param following the packet that comes directly after it, null if there is none yet
   * @return the number of samples written to {@code out}, 0 where the codec has no such means
   */
  default int conceal(int payloadType, int samples, @Nullable MediaPacket following, float[] out) {
    return 0;
  }
}
