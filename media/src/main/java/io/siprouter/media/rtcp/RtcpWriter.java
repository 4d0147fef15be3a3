package io.siprouter.media.rtcp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Writes compound RTCP packets: a report, then who we are. Stateless. RFC 3550 §6.4, §6.5. */
public final class RtcpWriter {

  /**
   * What a party that sends tells of it.
   *
   * @param ntpTime now, see {@link NtpTime}
   * @param timestamp the same moment on the RTP clock
   * @param packets sent in all
   * @param payloadBytes sent in all
   */
  public record SenderInfo(long ntpTime, int timestamp, int packets, int payloadBytes) {}

  private static final int SOURCE_DESCRIPTION = 202;
  private static final int CNAME = 1;
  private static final int LONGEST_CNAME = 255;
  private static final int MOST_BYTES = 28 + ReportBlock.BYTES + 12 + LONGEST_CNAME;

  private RtcpWriter() {}

  /**
   * A compound packet.
   *
   * @param sent empty where nothing was sent since the last report
   * @param block empty where nothing was received since then
   * @param cname in ASCII [1..255 characters]
   */
  public static byte[] write(
      int ssrc, Optional<SenderInfo> sent, Optional<ReportBlock> block, String cname) {
    var out = ByteBuffer.allocate(MOST_BYTES);
    begin(
        out,
        block.isPresent() ? 1 : 0,
        sent.isPresent() ? RtcpParser.SENDER_REPORT : RtcpParser.RECEIVER_REPORT);
    out.putInt(ssrc);
    sent.ifPresent(info -> write(out, info));
    block.ifPresent(received -> write(out, received));
    end(out, 0);
    int description = out.position();
    begin(out, 1, SOURCE_DESCRIPTION);
    out.putInt(ssrc);
    var name = cname.getBytes(US_ASCII);
    out.put((byte) CNAME).put((byte) name.length).put(name);
    out.put((byte) 0);
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
    end(out, description);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void begin(ByteBuffer out, int count, int type) {
    out.put((byte) (RtcpParser.VERSION << 6 | count)).put((byte) type).putShort((short) 0);
  }

  private static void end(ByteBuffer out, int from) {
    out.putShort(from + 2, (short) ((out.position() - from) / 4 - 1));
  }

  private static void write(ByteBuffer out, SenderInfo sent) {
    out.putLong(sent.ntpTime()).putInt(sent.timestamp());
    out.putInt(sent.packets()).putInt(sent.payloadBytes());
  }

  private static void write(ByteBuffer out, ReportBlock block) {
    out.putInt(block.ssrc());
    out.putInt(block.fractionLost() << 24 | (block.lost() & 0xff_ffff));
    out.putInt(block.highestSequence()).putInt(block.jitterTicks());
    out.putInt(block.lastReport()).putInt(block.sinceLastReport());
  }
}
