package io.siprouter.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodecTest {
  @Test
  void namesAreFoundInAnyCase() {
    assertThat(Codec.of("pcmu", 8_000)).contains(Codec.PCMU);
    assertThat(Codec.of("PCMA", 8_000)).contains(Codec.PCMA);
    assertThat(Codec.of("g722", 8_000)).contains(Codec.G722);
  }

  @Test
  void anotherClockIsAnotherCodec() {
    assertThat(Codec.of("PCMU", 16_000)).isEmpty();
    assertThat(Codec.of("G722", 16_000)).isEmpty();
    assertThat(Codec.of("opus", 48_000)).isEmpty();
  }

  @Test
  void g722CountsAtHalfTheRateItSamplesAt() {
    assertThat(Codec.G722.rtpClockHz()).isEqualTo(8_000);
    assertThat(Codec.G722.sampleRateHz()).isEqualTo(16_000);
  }

  @Test
  void payloadTypesAreThoseOfRfc3551() {
    assertThat(Codec.values()).extracting(Codec::staticPayloadType).containsExactly(0, 8, 9);
  }

  @Test
  void everyCodecMakes160BytesOf20MsAndBack() {
    for (var codec : Codec.values()) {
      int samples = codec.sampleRateHz() / 50;
      var payload = new byte[160];

      assertThat(codec.newEncoder().encode(new float[samples], samples, payload, 0)).isEqualTo(160);
      assertThat(codec.newDecoder().decode(payload, 0, 160, new float[samples])).isEqualTo(samples);
    }
  }

  @Test
  void offsetsLeaveTheRestOfThePacketAlone() {
    for (var codec : Codec.values()) {
      var packet = new byte[12 + 160 + 1];
      int samples = codec.sampleRateHz() / 50;

      codec.newEncoder().encode(new float[samples], samples, packet, 12);

      assertThat(packet).startsWith(new byte[12]).endsWith((byte) 0);
      assertThat(packet[12]).isNotZero();
      assertThat(packet[171]).isNotZero();
    }
  }
}
