package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.rtp.RtpPacket.Kind;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
  private final RtpPacket packet = new RtpPacket();

  @Test
  void aHeaderIsReadAsItWasWritten() {
    var bytes = new byte[14];
    RtpPacket.writeHeader(bytes, 101, true, 65_535, 0xfedcba98, 0x89abcdef);

    assertThat(packet.wrap(bytes, bytes.length)).isEqualTo(Kind.RTP);
    assertThat(packet.payloadType()).isEqualTo(101);
    assertThat(packet.marker()).isTrue();
    assertThat(packet.sequence()).isEqualTo(65_535);
    assertThat(packet.timestamp()).isEqualTo(0xfedcba98);
    assertThat(packet.ssrc()).isEqualTo(0x89abcdef);
    assertThat(packet.payloadOffset()).isEqualTo(12);
    assertThat(packet.payloadLength()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    // plain, two sources, extension of one word, padding of three, all of them
    "800000010000000200000003 aabb,                                             12, 2",
    "820000010000000200000003 0000000400000005 aabb,                            20, 2",
    "900000010000000200000003 bede000101020304 aabb,                            20, 2",
    "a00000010000000200000003 aabb 000003,                                      12, 2",
    "b10000010000000200000003 00000004 bede000101020304 aabb 000003,            24, 2",
    "800000010000000200000003,                                                  12, 0"
  })
  void thePayloadLiesBetweenHeaderAndPadding(String hex, int offset, int length) {
    assertThat(wrap(hex)).isEqualTo(Kind.RTP);
    assertThat(packet.payloadOffset()).isEqualTo(offset);
    assertThat(packet.payloadLength()).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({
    // version 1, too short, more sources than bytes, cut extension, too long one, padding 0, too
    // much
    "400000010000000200000003 aabb",
    "8000000100000002000000",
    "8f0000010000000200000003 aabb",
    "900000010000000200000003 bede",
    "900000010000000200000003 bede0003 01020304",
    "a00000010000000200000003 aabb00",
    "a00000010000000200000003 aabb06",
    "00010008 2112a442 0102030405060708090a0b0c"
  })
  void whatDoesNotFitIsNoRtp(String hex) {
    assertThat(wrap(hex)).isEqualTo(Kind.OTHER);
  }

  @ParameterizedTest
  @CsvSource({"80c80006 00000001", "81c90007 00000001 00000002", "80cb0001 00000001"})
  void rtcpIsToldFromRtp(String hex) {
    assertThat(wrap(hex)).isEqualTo(Kind.RTCP);
  }

  @ParameterizedTest
  @CsvSource({"5, 4, 1", "4, 5, -1", "0, 65535, 1", "65535, 0, -1", "7, 7, 0"})
  void sequenceNumbersAreComparedAroundTheWrap(int a, int b, int delta) {
    assertThat(RtpPacket.sequenceDelta(a, b)).isEqualTo(delta);
  }

  @Test
  void noDatagramHasAPayloadOutsideOfItself() {
    var random = new Random(1);
    var bytes = new byte[64];
    for (int i = 0; i < 200_000; i++) {
      random.nextBytes(bytes);
      bytes[0] = (byte) (0x80 | (bytes[0] & 0x3f));
      int length = random.nextInt(bytes.length + 1);
      if (packet.wrap(bytes, length) == Kind.RTP) {
        assertThat(packet.payloadLength()).isNotNegative();
        assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(length);
      }
    }
  }

  private Kind wrap(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return packet.wrap(bytes, bytes.length);
  }
}
