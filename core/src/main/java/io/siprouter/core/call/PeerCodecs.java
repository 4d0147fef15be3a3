package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.CodecName;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.media.codec.Codec;
import java.util.List;

/**
 * What is negotiated with whom in dialogs that begin now: what a program has chosen, for want of
 * that what is configured. Any thread.
 */
record PeerCodecs(AppConfig config, RunTimeCodecs chosen) {

  List<Codec> of(Device device) {
    return codecs(CallSource.of(device), config.codecsOf(device));
  }

  List<Codec> of(Provider provider) {
    return codecs(CallSource.of(provider), config.codecsOf(provider));
  }

  private List<Codec> codecs(CallSource peer, List<CodecName> configured) {
    return Codecs.of(chosen.of(peer).orElse(configured));
  }
}
