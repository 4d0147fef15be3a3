package io.siprouter.media.rtcp;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a compound RTCP packet reports. RFC 3550 §6.4.
 *
 * @param ssrc who reports
 * @param sentAt of a sender report, the middle 32 bits of its time; empty where nothing was sent
 * @param blocks what it receives, and from whom
 */
public record Report(int ssrc, OptionalInt sentAt, List<ReportBlock> blocks) {
  public Report {
    blocks = List.copyOf(blocks);
  }
}
