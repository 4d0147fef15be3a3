package io.siprouter.sip.sdp;

import java.util.List;
import java.util.Optional;

/** Whether a description has an audio line we can use, and which. */
sealed interface AudioSelection {

  /** The line is the index of an m= line. */
  record Usable(int line) implements AudioSelection {}

  record Unusable(Refusal refusal) implements AudioSelection {}

  /**
   * Takes the line in use if it still can be used, else the first that can.
   *
   * @param lineInUse index of the m= line agreed on before; 0 for none
   */
  static AudioSelection inOffer(
      SessionDescription offer, int lineInUse, LocalMedia local, List<AudioFormat> acceptable) {
    if (lineInUse < offer.media().size() && fault(offer, lineInUse, local, acceptable).isEmpty()) {
      return new Usable(lineInUse);
    }
    Optional<Refusal> firstFault = Optional.empty();
    for (int line = 0; line < offer.media().size(); line++) {
      var fault = fault(offer, line, local, acceptable);
      if (fault.isEmpty()) {
        return new Usable(line);
      }
      firstFault = firstFault.filter(first -> !first.equals(Refusal.NO_AUDIO)).or(() -> fault);
    }
    return new Unusable(firstFault.orElse(Refusal.NO_AUDIO));
  }

  /**
   * Looks at nothing but the line we offered.
   *
   * @param line index of the one audio line of our offer that was open
   */
  static AudioSelection inAnswer(
      SessionDescription answer, SessionDescription offer, int line, LocalMedia local) {
    if (answer.media().size() != offer.media().size()) {
      return new Unusable(Refusal.LINE_COUNT);
    }
    var offered = List.copyOf(offer.media().get(line).audioFormats().values());
    return fault(answer, line, local, offered)
        .<AudioSelection>map(Unusable::new)
        .orElseGet(() -> new Usable(line));
  }

  private static Optional<Refusal> fault(
      SessionDescription description, int line, LocalMedia local, List<AudioFormat> acceptable) {
    var media = description.media().get(line);
    if (!media.isAudio() || media.port() == 0) {
      return Optional.of(Refusal.NO_AUDIO);
    }
    if (!media.protocol().equals("RTP/AVP")) {
      return Optional.of(Refusal.PROTOCOL);
    }
    if (media.connection().filter(c -> isReachable(c, local)).isEmpty()) {
      return Optional.of(Refusal.NO_LITERAL_ADDRESS);
    }
    boolean common =
        media.audioFormats().values().stream()
            .anyMatch(f -> !f.isTelephoneEvent() && acceptable.stream().anyMatch(f::matches));
    return common ? Optional.empty() : Optional.of(Refusal.NO_COMMON_FORMAT);
  }

  private static boolean isReachable(Connection connection, LocalMedia local) {
    if (connection.isUnspecified()) {
      return true;
    }
    return connection.isLiteral()
        && connection.addressType().equals(local.connection().addressType());
  }
}
