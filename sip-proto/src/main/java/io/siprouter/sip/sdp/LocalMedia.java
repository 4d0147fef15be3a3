package io.siprouter.sip.sdp;

/**
 * Where we receive RTP, as advertised in c= and m=.
 *
 * @param address IP literal
 * @param port [1..65535]
 */
public record LocalMedia(String address, int port) {

  public LocalMedia {
    if (!Connection.of(address).isLiteral() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not an address and port: " + address + " " + port);
    }
  }

  Connection connection() {
    return Connection.of(address);
  }
}
