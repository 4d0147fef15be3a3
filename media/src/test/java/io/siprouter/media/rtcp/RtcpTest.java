package io.siprouter.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.rtcp.RtcpWriter.SenderInfo;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {

  private static final ReportBlock BLOCK =
      new ReportBlock(0xcafe_0001, 64, -3, 0x1_0005, 17, 0x1234_5678, 0x8000);
  private static final SenderInfo SENT = new SenderInfo(0x0000_0102_8000_0000L, 4_711, 100, 16_000);

  @Test
  void whatIsWrittenIsReadAgain() {
    var packet = RtcpWriter.write(7, Optional.of(SENT), Optional.of(BLOCK), "abc");

    assertThat(RtcpParser.parse(packet, packet.length))
        .contains(new Report(7, OptionalInt.of(0x0102_8000), List.of(BLOCK)));
    assertThat(packet.length % 4).isZero();
  }

  @Test
  void reportsAreWrittenAsTheRfcDrawsThem() {
    var packet = RtcpWriter.write(7, Optional.empty(), Optional.empty(), "abc");

    assertThat(HexFormat.of().formatHex(packet))
        .isEqualTo("80c90001" + "00000007" + "81ca0003" + "00000007" + "0103616263" + "000000");
  }

  @Test
  void whoeverSendsNothingGivesAReceiverReport() {
    var packet = RtcpWriter.write(7, Optional.empty(), Optional.of(BLOCK), "abc");

    var report = RtcpParser.parse(packet, packet.length).orElseThrow();

    assertThat(report.sentAt()).isEmpty();
    assertThat(report.blocks()).containsExactly(BLOCK);
    assertThat(BLOCK.lostPercent()).isEqualTo(25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "80c90001000000", // cut
        "80c8000100000007", // a sender report without its numbers
        "81c9000100000007", // a block that is not there
        "80c9000200000007", // shorter than it says
        "80c900010000000780", // more than it says
        "81ca000300000007" + "0103616263000000", // no report first
        "80cb000100000007", // a goodbye alone
        "40c9000100000007", // another version
        "a0c9000100000007" + "81ca000300000007" + "0103616263000000", // padding not at the end
      })
  void whatIsNotRtcpIsNotRead(String hex) {
    var bytes = HexFormat.of().parseHex(hex);

    assertThat(RtcpParser.parse(bytes, bytes.length)).isEmpty();
  }

  @Test
  void aGoodbyeBehindAReportChangesNothing() {
    var bytes = HexFormat.of().parseHex("80c9000100000007" + "81cb000100000007");

    assertThat(RtcpParser.parse(bytes, bytes.length)).isPresent();
  }

  @Test
  void mutatedReportsAreSurvived() {
    var packet = RtcpWriter.write(7, Optional.of(SENT), Optional.of(BLOCK), "abc");
    var random = new Random(3_550);
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      var mutated = Arrays.copyOf(packet, random.nextInt(packet.length + 8));
      for (int n = random.nextInt(4); n >= 0 && mutated.length > 0; n--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      read += RtcpParser.parse(mutated, mutated.length).isPresent() ? 1 : 0;
    }

    assertThat(read).isBetween(1, 99_999);
  }

  @Test
  void timesAreSecondsAboveTheirFraction() {
    assertThat(NtpTime.ofNanos(1_500_000_000)).isEqualTo(0x1_8000_0000L);
    assertThat(NtpTime.middle(0x1_8000_0000L)).isEqualTo(0x0001_8000);
    assertThat(NtpTime.micros(0x0001_8000)).isEqualTo(1_500_000);
  }
}
