package io.siprouter.sip.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.siprouter.sip.Bounds;
import io.siprouter.sip.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for descriptions that break the {@link SdpLaws}. */
class SdpFuzz {

  static Stream<byte[]> seeds() {
    var real = SdpTexts.REAL.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    return Corpus.of("sdp", real);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "3m")
  void anyText(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    Bounds.keep(bytes.length, () -> SdpLaws.holdFor(text).ifPresent(SdpLaws::holdForOffer));
  }
}
