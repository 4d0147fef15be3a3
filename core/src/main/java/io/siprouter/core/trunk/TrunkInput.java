package io.siprouter.core.trunk;

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

  record Register() implements Wish {}

  record Unregister() implements Wish {}

  /** The wait that the machine asked for is over. */
  record Due() implements TrunkInput {}

  /** Unregistering took longer than we wait for it. */
  record PatienceEnded() implements TrunkInput {}

  /** The provider's addresses are known. */
  record Resolved() implements Outcome {}

  /** A 2xx came. */
  record Accepted(Duration granted) implements Outcome {}

  /** A 2xx came, and showed that the contact we registered is not how the provider sees us. */
  record AcceptedElsewhere(Duration granted) implements Outcome {}

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
