package io.siprouter.core.call;

import io.siprouter.config.route.Decision;
import io.siprouter.core.call.Target.Phone;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.registrar.Binding;
import io.siprouter.core.sip.transport.SipTransport;

/**
 * What is left of a plan for one who calls a {@code sips:} URI: phones that are reached over TLS,
 * what needs nobody else, and help by any means. Nothing goes on in clear silently. RFC 5630.
 */
final class SecurePlan {

  private static final LegEnd NOT_SECURE = LegEnd.refused(480, "SIPS Not Allowed");

  private SecurePlan() {}

  static CallPlan of(CallPlan plan) {
    return switch (plan) {
      case CallPlan.Ring ring -> overTls(ring);
      case CallPlan.Hunt hunt -> notSecure(hunt);
      case CallPlan.Echo _, CallPlan.Emergency _, CallPlan.Refuse _ -> plan;
    };
  }

  private static CallPlan overTls(CallPlan.Ring ring) {
    var targets =
        ring.targets().stream()
            .filter(Phone.class::isInstance)
            .map(Phone.class::cast)
            .filter(phone -> isSecure(phone.binding()))
            .<Target>map(phone -> new Phone(phone.device(), phone.binding(), true))
            .toList();
    return targets.isEmpty()
        ? notSecure(ring)
        : new CallPlan.Ring(targets, ring.noAnswerTimeout(), ring.onBehalf(), ring.why());
  }

  private static CallPlan notSecure(CallPlan plan) {
    var why = plan.why();
    return new CallPlan.Refuse(
        NOT_SECURE, new Decision(why.routeId(), why.reason() + ", but not over TLS"));
  }

  /** What a proxy on the way does with a {@code sip:} contact is beyond our sight. */
  private static boolean isSecure(Binding binding) {
    return binding.destination().transport() == SipTransport.TLS
        && (binding.routes().isEmpty() || binding.contact().isSecure());
  }
}
