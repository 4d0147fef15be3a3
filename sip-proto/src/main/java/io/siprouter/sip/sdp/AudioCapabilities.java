package io.siprouter.sip.sdp;

import java.util.List;

/**
 * What one leg may negotiate.
 *
 * @param formats codecs in the order in which we offer them, without telephone-event
 * @param telephoneEvents whether DTMF is offered and accepted as RFC 4733
 * @param ptimeMs packet time we ask for, and send with where the peer asks for none [ms]
 */
public record AudioCapabilities(List<AudioFormat> formats, boolean telephoneEvents, int ptimeMs) {

  public AudioCapabilities {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("no format to offer");
    }
    if (ptimeMs <= 0) {
      throw new IllegalArgumentException("ptimeMs " + ptimeMs);
    }
    formats = List.copyOf(formats);
  }
}
