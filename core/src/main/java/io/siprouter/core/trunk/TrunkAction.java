package io.siprouter.core.trunk;

import io.siprouter.sip.uri.SipUri;
import java.time.Duration;

/** What a trunk has to do after a step of its machine, in the order given. */
sealed interface TrunkAction {

  /** Find out the provider's addresses. */
  record Resolve() implements TrunkAction {}

  /** Find out the addresses of the registrar that the provider sent us to. */
  record ResolveAt(SipUri registrar) implements TrunkAction {}

  record SendRegister() implements TrunkAction {}

  /** A REGISTER with Expires 0. */
  record SendUnregister() implements TrunkAction {}

  /** Give {@link TrunkInput.Due} after this time, unless another wait takes its place. */
  record Wait(Duration delay) implements TrunkAction {}

  /** As {@link Wait}, with a random part so that many trunks do not return all at once. */
  record WaitAbout(Duration delay) implements TrunkAction {}

  /** Give {@link TrunkInput.PatienceEnded} after this time. */
  record LimitPatience(Duration delay) implements TrunkAction {}

  /** Ask the provider by OPTIONS whether it is there. */
  record SendProbe() implements TrunkAction {}

  /** Give {@link TrunkInput.ProbeDue} after the configured time, if any. */
  record WaitForProbe() implements TrunkAction {}

  /** Drop the outcome of anything still under way. */
  record Forget() implements TrunkAction {}

  /** Drop every wait, and the outcome of anything still under way. */
  record Rest() implements TrunkAction {}

  /**
   * Tell the state to the outside.
   *
   * @param reason why, in words for people; empty where nothing needs saying
   */
  record Report(String reason) implements TrunkAction {}
}
