package io.siprouter.sip.sdp;

import java.util.List;

/**
 * The o= line: which session this is, and which version of its description.
 *
 * @param sessionId unsigned 64 bits
 * @param version unsigned 64 bits; raised by one whenever the text changes, RFC 3264 §8
 */
public record Origin(String username, long sessionId, long version, Connection host) {

  static Origin of(SdpLine line) throws SdpException {
    List<String> words = line.words();
    if (words.size() != 6) {
      throw line.fault("o= has not six words");
    }
    return new Origin(
        words.getFirst(),
        line.unsignedLong(words.get(1), "session id"),
        line.unsignedLong(words.get(2), "session version"),
        Connection.of(line, words.subList(3, 6)));
  }

  /** The line's value as it is sent. */
  @Override
  public String toString() {
    return String.join(
        " ",
        username,
        Long.toUnsignedString(sessionId),
        Long.toUnsignedString(version),
        host.toString());
  }
}
