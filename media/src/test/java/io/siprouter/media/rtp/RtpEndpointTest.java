package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.codec.Codec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RtpEndpointTest {
  private final RtpPair pair = new RtpPair();

  @AfterEach
  void close() {
    pair.close();
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void eachSideHearsTheToneOfTheOther(Codec codec) {
    pair.connect(codec, 20);

    pair.talk(60);

    assertThat(pair.heardByA().heard()).containsExactly(RtpPair.TONE_B_HZ);
    assertThat(pair.heardByB().heard()).containsExactly(RtpPair.TONE_A_HZ);
    assertThat(pair.heardByB().snrDb(RtpPair.TONE_A_HZ)).isGreaterThan(25);
  }

  @ParameterizedTest
  @CsvSource({"10", "30", "40", "60"})
  void audioOfAnyPacketLengthIsPlayedWithoutGaps(int ptimeMs) {
    pair.connect(Codec.PCMU, ptimeMs);

    pair.talk(90);

    assertThat(pair.heardByB().snrDb(RtpPair.TONE_A_HZ)).isGreaterThan(25);
    assertThat(pair.b().stats().packetsRx()).isEqualTo(90 * 20 / ptimeMs);
    assertThat(pair.b().stats().lost()).isZero();
    assertThat(pair.b().stats().late()).isZero();
  }

  @Test
  void changingTheCodecInMidCallKeepsTheStream() {
    pair.connect(Codec.PCMU, 20);
    pair.talk(40);

    pair.connect(Codec.G722, 20);
    pair.talk(40);

    assertThat(pair.heardByB().heard()).containsExactly(RtpPair.TONE_A_HZ);
    assertThat(pair.b().stats().packetsRx()).isEqualTo(80);
    assertThat(pair.b().stats().lost()).isZero();
    assertThat(pair.b().stats().late()).isZero();
  }

  @Test
  void closingGivesThePortBackOnce() {
    assertThat(pair.ports().inUse()).isEqualTo(2);

    pair.a().close();
    pair.a().close();
    RtpPair.await(() -> pair.ports().inUse() == 1);
    pair.b().close();

    RtpPair.await(() -> pair.ports().inUse() == 0);
  }
}
