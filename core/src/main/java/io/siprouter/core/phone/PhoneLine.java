package io.siprouter.core.phone;

import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.phone.PhoneAnswer.Received;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** What the parts of one phone share: who it is, what it sent, whom it waits for. Loop only. */
final class PhoneLine {

  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS";
  static final int MAX_FORWARDS = 70; // RFC 3261 §8.1.1.6

  private final EventLoop<PhoneTimer> loop;
  private final PhoneWire wire;
  private final PhoneAccount account;
  private final SipUri contact;
  private final PhoneReplies replies = new PhoneReplies();
  private final Map<PhoneTimer, PhoneExchange> exchanges = new EnumMap<>(PhoneTimer.class);

  PhoneLine(EventLoop<PhoneTimer> loop, PhoneWire wire, PhoneAccount account) {
    this.loop = loop;
    this.wire = wire;
    this.account = account;
    this.contact = Hosts.uri(account.user(), wire.local());
  }

  PhoneAccount account() {
    return account;
  }

  NameAddr contact() {
    return NameAddr.of(contact);
  }

  /** Who calls: the user at the server. */
  NameAddr identity() {
    return NameAddr.of(Hosts.uri(account.user(), account.server()));
  }

  /** Our hop, with a new branch and asking for symmetric routing. RFC 3581. */
  Via newVia() {
    var local = wire.local();
    var branch = Via.MAGIC_COOKIE + UUID.randomUUID();
    return Via.of("UDP", Hosts.literal(local.getAddress()), local.getPort(), branch)
        .withFlag("rport");
  }

  static String newTag() {
    return UUID.randomUUID().toString();
  }

  Repeater repeater(PhoneTimer key, Duration longestPause) {
    return new Repeater(loop, key, longestPause);
  }

  /** Sends a request and follows it to its end; the one before under the same key is forgotten. */
  void follow(PhoneExchange exchange) {
    exchanges.put(exchange.key(), exchange);
    exchange.start();
  }

  /** Hands an answer to the request it belongs to. */
  void onResponse(Received answer) {
    exchanges.values().stream()
        .filter(exchange -> exchange.isAnsweredBy(answer.response()))
        .findFirst()
        .ifPresent(exchange -> exchange.onResponse(answer));
  }

  void send(SipMessage message, InetSocketAddress destination) {
    wire.send(message, destination);
  }

  /** Answers a request, and its repetitions the same way. */
  void reply(SipRequest request, SipResponse response, InetSocketAddress source) {
    replies.remember(request, response);
    wire.send(response, source);
  }

  /** Whether the request is a repetition, which is answered as before. */
  boolean repeatReply(SipRequest request, InetSocketAddress source) {
    var before = replies.to(request);
    before.ifPresent(response -> wire.send(response, source));
    return before.isPresent();
  }
}
