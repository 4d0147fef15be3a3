package io.siprouter.core.trace;

import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipResponse;
import java.util.Locale;
import java.util.Optional;

/**
 * Which messages somebody wants to see: those that fit all that is given.
 *
 * @param callId our name of the call
 * @param legId of that call
 * @param method of a request or, by CSeq, of the request a response answers; in any case
 * @param code a status, {@code 486}, or a class of them, {@code 4xx}
 * @param text anywhere in the message without its secrets, in any case
 * @param remote the peer's address, with or without port
 * @param after only messages with a greater number
 */
public record TraceFilter(
    Optional<String> callId,
    Optional<String> legId,
    Optional<String> method,
    Optional<String> code,
    Optional<String> text,
    Optional<TraceDirection> direction,
    Optional<String> remote,
    long after) {

  /** Everything. */
  public static final TraceFilter ALL =
      new TraceFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0);

  /** All messages of one call. */
  public static TraceFilter ofCall(String callId) {
    return new TraceFilter(
        Optional.of(callId),
        ALL.legId(),
        ALL.method(),
        ALL.code(),
        ALL.text(),
        ALL.direction(),
        ALL.remote(),
        ALL.after());
  }

  /** Whether this message is wanted; what costs most is looked at last. */
  boolean fits(TracedMessage message) {
    var passage = message.passage();
    return passage.seq() > after
        && callId.map(id -> isOfCall(message, id)).orElse(true)
        && legId.map(id -> isOfLeg(message, id)).orElse(true)
        && direction.map(passage.direction()::equals).orElse(true)
        && remote.map(address -> isRemote(passage, address)).orElse(true)
        && ((method.isEmpty() && code.isEmpty()) || message.parsed().filter(this::says).isPresent())
        && text.map(part -> contains(message.text(), part)).orElse(true);
  }

  private static boolean isOfCall(TracedMessage message, String callId) {
    return message.owner().map(DialogOwner::callId).filter(callId::equals).isPresent();
  }

  private static boolean isOfLeg(TracedMessage message, String legId) {
    return message.owner().map(DialogOwner::legId).filter(legId::equals).isPresent();
  }

  private static boolean isRemote(Passage passage, String address) {
    var host = passage.remote().getAddress().getHostAddress();
    var port = passage.remote().getPort();
    return address.equals(host)
        || address.equals(host + ":" + port)
        || address.equals("[" + host + "]:" + port);
  }

  private boolean says(SipMessage message) {
    return method.map(name -> isOfMethod(message, name)).orElse(true)
        && code.map(wanted -> isCode(message, wanted)).orElse(true);
  }

  private static boolean isOfMethod(SipMessage message, String method) {
    var cSeq = message.headers().first("CSeq").orElse("");
    return cSeq.substring(cSeq.lastIndexOf(' ') + 1).equalsIgnoreCase(method);
  }

  private static boolean isCode(SipMessage message, String wanted) {
    return message instanceof SipResponse response
        && (wanted.toLowerCase(Locale.ROOT).endsWith("xx")
            ? wanted.startsWith(Integer.toString(response.status() / 100))
            : wanted.equals(Integer.toString(response.status())));
  }

  private static boolean contains(String message, String part) {
    return message.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
