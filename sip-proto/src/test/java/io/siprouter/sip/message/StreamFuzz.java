package io.siprouter.sip.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.siprouter.sip.Bounds;
import io.siprouter.sip.Corpus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for streams that break the {@link MessageLaws}. */
class StreamFuzz {

  static Stream<byte[]> seeds() {
    return Corpus.of("stream", List.of(Wire.bytes("\n\n" + Wire.INVITE.repeat(2))));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "3m")
  void anySegments(byte[] wire) {
    Bounds.keep(wire.length, () -> MessageLaws.holdForStream(wire, wire.length / 2));
  }
}
