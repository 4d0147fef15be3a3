package io.siprouter.core.phone;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest answers of a phone, given again when their requests come again. Loop only. RFC 3261
 * §17.2.2.
 */
final class PhoneReplies {

  private static final int MAX = 16;

  private record Key(String branch, String method) {}

  private final Map<Key, SipResponse> sent = new LinkedHashMap<>();

  void remember(SipRequest request, SipResponse response) {
    var key = key(request);
    sent.remove(key);
    sent.put(key, response);
    if (sent.size() > MAX) {
      sent.remove(sent.keySet().iterator().next());
    }
  }

  Optional<SipResponse> to(SipRequest request) {
    return Optional.ofNullable(sent.get(key(request)));
  }

  private static Key key(SipRequest request) {
    return new Key(request.topVia().branch().orElse(""), request.method());
  }
}
