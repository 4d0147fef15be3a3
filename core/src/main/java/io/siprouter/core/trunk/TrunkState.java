package io.siprouter.core.trunk;

import java.util.Optional;

/** The states of our registration at a provider. */
public sealed interface TrunkState {

  /** Nobody asked for a registration, or it was given up on request. */
  record Unregistered() implements TrunkState {}

  /**
   * We try to register.
   *
   * @param failures attempts that failed in a row before this one
   * @param repeats how often this attempt has been repeated at once with better data
   */
  record Registering(int failures, int repeats) implements TrunkState {}

  /** The provider knows our contact; the refresh is not due yet. */
  record Registered() implements TrunkState {}

  /**
   * The provider knows our contact; a refresh is under way.
   *
   * @param repeats how often this refresh has been repeated at once with better data
   */
  record Refreshing(int repeats) implements TrunkState {}

  /**
   * The last attempt failed; the next one is waited for.
   *
   * @param failures attempts that failed in a row [1..]
   * @param refused whether the provider said no to what we are, so that haste would do harm
   */
  record Failed(int failures, boolean refused) implements TrunkState {}

  /** We were told to unregister while a REGISTER was under way; its response comes first. */
  record Leaving() implements TrunkState {}

  /** A REGISTER with Expires 0 is under way. */
  record Unregistering() implements TrunkState {}

  /** The outcome of trying to register, by its name in events; empty while it is tried. */
  default Optional<String> outcome() {
    return this instanceof Registering ? Optional.empty() : Optional.of(label());
  }

  /** The state's name for people and events. */
  default String label() {
    return switch (this) {
      case Unregistered _ -> "unregistered";
      case Registering _ -> "registering";
      case Registered _, Refreshing _, Leaving _, Unregistering _ -> "registered";
      case Failed _ -> "failed";
    };
  }
}
