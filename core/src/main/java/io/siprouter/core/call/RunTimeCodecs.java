package io.siprouter.core.call;

import io.siprouter.config.CodecName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The codecs that programs have chosen for devices and providers, best first. Any thread. */
final class RunTimeCodecs {

  private final Map<CallSource, List<CodecName>> chosen = new ConcurrentHashMap<>();

  /** Chooses the codecs of one peer; none at all go back to what is configured. */
  void choose(CallSource peer, List<CodecName> codecs) {
    if (codecs.isEmpty()) {
      chosen.remove(peer);
    } else {
      chosen.put(peer, List.copyOf(codecs));
    }
  }

  Optional<List<CodecName>> of(CallSource peer) {
    return Optional.ofNullable(chosen.get(peer));
  }
}
