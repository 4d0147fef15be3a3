package io.siprouter.core.call;

import io.siprouter.config.Provider.CallerId;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.stream.Stream;

/**
 * How an INVITE tells a provider who calls. Pure. RFC 3323, RFC 3325.
 *
 * @param from without a tag
 */
record IdentityHeaders(NameAddr from, List<Header> others) {

  private static final NameAddr ANONYMOUS =
      NameAddr.of("Anonymous", SipUri.of("anonymous", "anonymous.invalid"));
  private static final Header PRIVACY = new Header("Privacy", "id");

  /** What a call for help or any other call to a provider says about its caller. */
  static IdentityHeaders of(Target.Outside target, Party caller) {
    var policy = target.provider().callerId();
    var withheld = isWithheld(target.urgency(), target.identity(), caller);
    var number = uri(target, target.identity().number());
    var others =
        Stream.concat(
            withheld ? Stream.of(PRIVACY) : Stream.empty(), identity(policy, number, withheld));
    return new IdentityHeaders(from(target, caller, withheld), others.toList());
  }

  /** Those who help have to know who calls. */
  static boolean isWithheld(Urgency urgency, OutsideIdentity identity, Party caller) {
    return switch (urgency) {
      case ORDINARY -> caller.withheld() || identity.withheld();
      case EMERGENCY -> false;
    };
  }

  private static NameAddr from(Target.Outside target, Party caller, boolean withheld) {
    var policy = target.provider().callerId();
    var user =
        switch (policy.from()) {
          case NUMBER -> target.identity().number();
          case USERNAME -> target.provider().username();
        };
    var visible = NameAddr.of(withheld ? "" : caller.displayName(), uri(target, user));
    return switch (policy.clir()) {
      case ANONYMOUS -> withheld ? ANONYMOUS : visible;
      case PRIVACY -> visible;
    };
  }

  private static Stream<Header> identity(CallerId policy, SipUri number, boolean withheld) {
    var address = NameAddr.of(number);
    return switch (policy.header()) {
      case NONE -> Stream.empty();
      case PAI -> Stream.of(new Header("P-Asserted-Identity", address.toString()));
      case PPI -> Stream.of(new Header("P-Preferred-Identity", address.toString()));
      case RPID -> Stream.of(new Header("Remote-Party-ID", remoteParty(address, withheld)));
    };
  }

  private static String remoteParty(NameAddr address, boolean withheld) {
    return address
        .withParam("party", "calling")
        .withParam("screen", "yes")
        .withParam("privacy", withheld ? "full" : "off")
        .toString();
  }

  private static SipUri uri(Target.Outside target, String user) {
    HostPort domain = target.line().domain();
    return SipUri.of(domain).withUser(user);
  }
}
