package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What we have acknowledged of the provisional responses to our INVITE, by To tag. Belongs to the
 * dialog's lane. RFC 3262 §4.
 */
final class Pracks {
  private static final int MAX_FORKS = 8;

  private final Map<String, Long> last = new Eldest<>(MAX_FORKS);

  /** Whether a response is to be acknowledged, be it once more. */
  static boolean isReliable(SipResponse response, Reliability used) {
    return used != Reliability.OFF
        && response.headers().values("Require").contains(SipAbilities.RELIABLE)
        && number(response).isPresent()
        && response.to().tag().isPresent();
  }

  /** Whether a reliable response is the next of its dialog: neither a repetition nor too early. */
  boolean takes(SipResponse response) {
    var tag = response.to().tag().orElse("");
    long number = number(response).orElseThrow();
    var before = last.get(tag);
    boolean isNext = before == null || number == before + 1;
    if (isNext) {
      last.put(tag, number);
    }
    return isNext;
  }

  static void acknowledge(SipResponse response, SipRequest.Builder prack) {
    prack.header("RAck", number(response).orElseThrow() + " " + response.cSeq());
  }

  private static OptionalLong number(SipResponse response) {
    var text = response.headers().first("RSeq").orElse("").strip();
    return text.matches("[0-9]{1,10}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
