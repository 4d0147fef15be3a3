package io.siprouter.core.sip.stack;

import io.siprouter.sip.sdp.SdpException;
import io.siprouter.sip.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves codecs out of an offer of ours, the least wanted first. One codec stays, and whatever
 * sends digits. The answer can only take what was offered, so nobody else has to know.
 */
final class ShorterOffer {
  private ShorterOffer() {}

  /**
   * @param excess how much shorter it ought to be [bytes]
   */
  static String of(String sdp, int excess) {
    var shorter = sdp;
    for (var payloadType : removable(sdp)) {
      if (sdp.length() - shorter.length() >= excess) {
        break;
      }
      shorter = without(shorter, payloadType);
    }
    return shorter;
  }

  /** The codecs that can be left out, the least wanted first. */
  private static List<Integer> removable(String sdp) {
    try {
      var media = SessionDescription.parse(sdp).media();
      if (media.size() > 1) {
        return List.of(); // equal numbers mean different things in each
      }
      var codecs = new ArrayList<Integer>();
      media
          .getFirst()
          .audioFormats()
          .forEach(
              (number, format) -> {
                if (!format.isTelephoneEvent()) {
                  codecs.add(number);
                }
              });
      return codecs.stream().skip(1).toList().reversed();
    } catch (SdpException _) {
      return List.of();
    }
  }

  private static String without(String sdp, int payloadType) {
    return sdp.lines()
        .filter(line -> !line.startsWith("a=rtpmap:" + payloadType + " "))
        .filter(line -> !line.startsWith("a=fmtp:" + payloadType + " "))
        .map(
            line -> line.startsWith("m=") ? withoutWord(line, Integer.toString(payloadType)) : line)
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  /** The port and the protocol come before the formats. */
  private static String withoutWord(String media, String word) {
    var words = List.of(media.split(" "));
    return Stream.concat(
            words.stream().limit(3), words.stream().skip(3).filter(each -> !each.equals(word)))
        .collect(Collectors.joining(" "));
  }
}
