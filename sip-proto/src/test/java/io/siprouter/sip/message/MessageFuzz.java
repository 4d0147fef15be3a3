package io.siprouter.sip.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.siprouter.sip.Bounds;
import io.siprouter.sip.Corpus;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for bytes that break the {@link MessageLaws}. */
class MessageFuzz {

  static Stream<byte[]> seeds() {
    var torture = Torture.reactions().stream().map(Torture.Reaction::message).toList();
    return Corpus.of("message", torture);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "3m")
  void anyBytes(byte[] wire) {
    Bounds.keep(wire.length, () -> MessageLaws.holdFor(wire));
  }
}
