package io.siprouter.media.jitter;

/**
 * One received packet, mutable and reused. Owned by the thread that may touch its slot of a {@link
 * SlotRing} or its place in the {@link JitterBuffer}.
 */
public final class MediaPacket {
  /** Longer payloads are not taken: 120 ms of G.711 or G.722 have 960 bytes. */
  public static final int MAX_PAYLOAD_BYTES = 1_280;

  /** 20 ms of G.711 or G.722, as nearly all payloads have. */
  public static final int USUAL_PAYLOAD_BYTES = 160;

  /** As long as the longest payload so far: most calls have one length, and few hear all slots. */
  private byte[] payload = new byte[0];

  private int length;
  private int payloadType;
  private int durationSamples;
  private int ssrc;
  private int sequence;
  private int timestamp;
  private boolean marker;
  private long arrivalNanos;

  /**
   * Sets where in the stream the packet belongs and when it came.
   *
   * @param timestamp of the first sample, in samples at 48 kHz, modulo 2^32
   */
  public void place(int ssrc, int sequence, int timestamp, boolean marker, long arrivalNanos) {
    this.ssrc = ssrc;
    this.sequence = sequence;
    this.timestamp = timestamp;
    this.marker = marker;
    this.arrivalNanos = arrivalNanos;
  }

  /**
   * Copies the payload.
   *
   * @param durationSamples audio in the payload, in samples at 48 kHz
   */
  public void fill(int payloadType, int durationSamples, byte[] in, int offset, int length) {
    this.payloadType = payloadType;
    this.durationSamples = durationSamples;
    this.length = length;
    if (payload.length < length) {
      payload = new byte[length];
    }
    System.arraycopy(in, offset, payload, 0, length);
  }

  void copyFrom(MediaPacket other) {
    place(other.ssrc, other.sequence, other.timestamp, other.marker, other.arrivalNanos);
    fill(other.payloadType, other.durationSamples, other.payload, 0, other.length);
  }

  public byte[] payload() {
    return payload;
  }

  /** Bytes of the payload. */
  public int length() {
    return length;
  }

  public int payloadType() {
    return payloadType;
  }

  public int durationSamples() {
    return durationSamples;
  }

  int ssrc() {
    return ssrc;
  }

  int sequence() {
    return sequence;
  }

  int timestamp() {
    return timestamp;
  }

  boolean marker() {
    return marker;
  }

  long arrivalNanos() {
    return arrivalNanos;
  }
}
