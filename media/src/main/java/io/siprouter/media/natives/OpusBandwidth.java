package io.siprouter.media.natives;

/** How much of the spectrum Opus carries. RFC 6716 §2. */
public enum OpusBandwidth {
  /** Up to 4 kHz. */
  NARROW(1_101, 8_000),
  /** Up to 6 kHz. */
  MEDIUM(1_102, 12_000),
  /** Up to 8 kHz. */
  WIDE(1_103, 16_000),
  /** Up to 12 kHz. */
  SUPER_WIDE(1_104, 24_000),
  /** Up to 20 kHz. */
  FULL(1_105, 48_000);

  private final int number;
  private final int sampleRateHz;

  OpusBandwidth(int number, int sampleRateHz) {
    this.number = number;
    this.sampleRateHz = sampleRateHz;
  }

  int number() {
    return number;
  }

  /** The least bandwidth that somebody who plays at this rate hears in full. */
  public static OpusBandwidth heardAt(int playbackRateHz) {
    for (var bandwidth : values()) {
      if (bandwidth.sampleRateHz >= playbackRateHz) {
        return bandwidth;
      }
    }
    return FULL;
  }
}
