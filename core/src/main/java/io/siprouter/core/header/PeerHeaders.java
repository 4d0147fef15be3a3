package io.siprouter.core.header;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.sip.message.SipRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes what the three layers say into the requests of one dialog, or of one registration: the
 * configuration first, then what is set at run time, then what the call asks for.
 *
 * <p>Requests of a dialog are made one after the other, on its lane or before it has one.
 */
final class PeerHeaders implements RequestFilter {

  private final RunTimeHeaders.Peer peer;
  private final Supplier<List<HeaderRule>> configured;
  private final RunTimeHeaders runTime;
  private final List<HeaderRule> ofCall;

  /** What was set for one request but says who speaks, which does not change within a dialog. */
  private volatile List<HeaderRule> kept = List.of();

  /** What was set for one request and went into the INVITE, which may move on to another server. */
  private volatile List<HeaderRule> opening = List.of();

  PeerHeaders(
      RunTimeHeaders.Peer peer,
      Supplier<List<HeaderRule>> configured,
      RunTimeHeaders runTime,
      List<HeaderRule> ofCall) {
    this.peer = peer;
    this.configured = configured;
    this.runTime = runTime;
    this.ofCall = ofCall;
  }

  @Override
  public SipRequest apply(SipRequest request) {
    var taken = runTime.take(peer, request.method());
    kept = join(kept, taken.stream().filter(PeerHeaders::lasts).toList());
    if (!opens(request)) {
      return write(request, taken);
    }
    opening = join(opening, taken);
    return write(request, opening);
  }

  private static boolean opens(SipRequest request) {
    return request.method().equals("INVITE") && request.to().tag().isEmpty();
  }

  private static List<HeaderRule> join(List<HeaderRule> some, List<HeaderRule> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  @Override
  public SipRequest preview(SipRequest request) {
    return write(request, runTime.peek(peer, request.method()));
  }

  private SipRequest write(SipRequest request, List<HeaderRule> now) {
    var rules = Stream.of(configured.get(), kept, now, ofCall).flatMap(List::stream).toList();
    return HeaderWriter.write(request, rules);
  }

  private static boolean lasts(HeaderRule rule) {
    return rule.isOf("User-Agent") || rule.isOf("Contact");
  }
}
