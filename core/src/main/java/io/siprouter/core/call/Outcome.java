package io.siprouter.core.call;

/**
 * What became of something that a running call was asked to do. What can be expected to go wrong is
 * a value of its own.
 *
 * @param <T> what is answered where it was done
 */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  /** There is no such call, or it ended before it could be asked. */
  record NoSuchCall<T>() implements Outcome<T> {}

  /** There is no such leg in the call. */
  record NoSuchLeg<T>() implements Outcome<T> {}

  /**
   * The call or leg is not in a state in which this can be done.
   *
   * @param state the one it is in, as events name it
   */
  record WrongState<T>(String state) implements Outcome<T> {}

  /**
   * The configuration, or whoever is at the far end, does not let it happen.
   *
   * @param sipStatus what a caller would have been told [400..699]
   * @param reason why, in words for people
   */
  record Refused<T>(int sipStatus, String reason) implements Outcome<T> {}

  /** No further call is taken at the moment; later one may be. */
  record Busy<T>() implements Outcome<T> {}

  /**
   * An argument makes no sense.
   *
   * @param field its name
   * @param allowed what would make sense, in words for people
   */
  record Invalid<T>(String field, String value, String allowed) implements Outcome<T> {}
}
