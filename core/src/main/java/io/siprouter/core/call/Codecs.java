package io.siprouter.core.call;

import io.siprouter.config.CodecName;
import io.siprouter.media.codec.Codec;
import java.util.List;

/** Names of the configuration as codecs of the media engine. */
final class Codecs {

  private Codecs() {}

  static List<Codec> of(List<CodecName> names) {
    return names.stream().map(Codecs::of).toList();
  }

  private static Codec of(CodecName name) {
    return switch (name) {
      case G722 -> Codec.G722;
      case PCMA -> Codec.PCMA;
      case PCMU -> Codec.PCMU;
    };
  }
}
