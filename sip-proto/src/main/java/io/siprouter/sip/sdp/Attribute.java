package io.siprouter.sip.sdp;

/**
 * One a= line.
 *
 * @param value what follows the colon; empty for a property such as {@code a=sendrecv}
 */
public record Attribute(String name, String value) {

  static Attribute of(SdpLine line) throws SdpException {
    String text = line.value().strip();
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    if (name.isBlank()) {
      throw line.fault("attribute without a name");
    }
    return new Attribute(name, colon < 0 ? "" : text.substring(colon + 1));
  }
}
