package io.siprouter.sip.sdp;

/**
 * Bounds of what the parser reads from a stranger.
 *
 * @param maxChars length of the whole text [chars]
 * @param maxLines number of lines, trailing empty ones included
 * @param maxMedia number of m= lines
 */
public record SdpLimits(int maxChars, int maxLines, int maxMedia) {

  /** A browser's offer of audio and video takes about 8,000 characters and 200 lines. */
  public static final SdpLimits DEFAULT = new SdpLimits(65_536, 1_000, 16);
}
