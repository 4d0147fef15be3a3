package io.siprouter.sip.uri;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.siprouter.sip.Bounds;
import io.siprouter.sip.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for text that breaks the {@link UriLaws}. */
class UriFuzz {

  static Stream<byte[]> seeds() {
    return Corpus.of("uri", UriFuzzTest.ADDRESSES);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "3m")
  void anyText(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    Bounds.keep(bytes.length, () -> UriLaws.holdForUri(text));
    Bounds.keep(bytes.length, () -> UriLaws.holdForAddress(text));
  }
}
