package io.siprouter.core.call;

import io.siprouter.config.CodecName;
import io.siprouter.media.codec.Codec;
import java.util.List;

/** Names of the configuration as codecs of the media engine. */
final class Codecs {

  private Codecs() {}

  /** Those that are available here; where none is, the two that everybody has. */
  static List<Codec> of(List<CodecName> names) {
    var available = names.stream().map(Codecs::of).filter(Codec::isAvailable).toList();
    return available.isEmpty() ? List.of(Codec.PCMA, Codec.PCMU) : available;
  }

  private static Codec of(CodecName name) {
    return switch (name) {
      case G722 -> Codec.G722;
      case OPUS -> Codec.OPUS;
      case PCMA -> Codec.PCMA;
      case PCMU -> Codec.PCMU;
    };
  }
}
