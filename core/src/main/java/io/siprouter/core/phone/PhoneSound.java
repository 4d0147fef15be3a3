package io.siprouter.core.phone;

import io.siprouter.media.codec.Codec;
import java.util.List;

/**
 * What a phone says and what it listens for.
 *
 * @param codecs to offer and to accept, best first
 * @param toneHz the tone it sends [Hz], below 3400
 * @param candidatesHz the tones it can tell [Hz], at least 25 Hz apart
 */
public record PhoneSound(List<Codec> codecs, double toneHz, List<Double> candidatesHz) {

  public PhoneSound {
    codecs = List.copyOf(codecs);
    candidatesHz = List.copyOf(candidatesHz);
  }
}
