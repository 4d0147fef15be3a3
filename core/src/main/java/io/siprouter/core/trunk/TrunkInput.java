package io.siprouter.core.trunk;

import io.siprouter.sip.uri.SipUri;
import java.time.Duration;

/** What can happen to our registration at a provider. */
sealed interface TrunkInput {

  /** What our own side wants. */
  sealed interface Wish extends TrunkInput {}

  /** How an attempt went. */
  sealed interface Outcome extends TrunkInput {}

  /** An outcome that ends the attempt without a registration. */
  sealed interface Failure extends Outcome {
    String reason();
  }

  /** A hint that the registration may not be what it was. */
  sealed interface Hint extends TrunkInput {}

  record Register() implements Wish {}

  record Unregister() implements Wish {}

  /** The wait that the machine asked for is over. */
  record Due() implements TrunkInput {}

  /** Unregistering took longer than we wait for it. */
  record PatienceEnded() implements TrunkInput {}

  /** The provider's addresses are known. */
  record Resolved() implements Outcome {}

  /** The server did not take the request; another one is left and now the one to be asked. */
  record NextServer() implements Outcome {}

  /**
   * A 2xx came.
   *
   * @param refresh when to ask again
   */
  record Accepted(Duration refresh) implements Outcome {}

  /** A 2xx came, and showed that the contact we registered is not how the provider sees us. */
  record AcceptedElsewhere(Duration refresh) implements Outcome {}

  /** 301 or 302: another registrar is to be asked. RFC 3261 §8.1.3.4. */
  record Redirected(SipUri registrar) implements Outcome {}

  /** It is time to ask whether the provider is there. */
  record ProbeDue() implements TrunkInput {}

  /** The server that we are registered at does not take requests any more. */
  record ServerLost() implements Hint {}

  /** The provider sees us at another address than the one we registered. */
  record SeenElsewhere() implements Hint {}

  /** The connection that we are registered over has ended. */
  record FlowLost() implements Hint {}

  /** Addresses or routes of this machine are not what they were. */
  record NetworkChanged() implements Hint {}

  /** 423: the provider wants longer intervals, and we shall ask for them. RFC 3261 §10.2.8. */
  record TooBrief() implements Outcome {}

  /** The provider says no to what we are; asking again soon will not help. */
  record Forbidden(String reason) implements Failure {}

  /**
   * The provider cannot be found, does not answer or has trouble of its own.
   *
   * @param pause how long it wants to be left alone; zero where it does not say
   */
  record Unavailable(String reason, Duration pause) implements Failure {
    Unavailable(String reason) {
      this(reason, Duration.ZERO);
    }
  }
}
