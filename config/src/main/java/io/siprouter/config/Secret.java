package io.siprouter.config;

/** A password. It shows itself to nobody who does not ask for it by name. Immutable. */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Wraps the clear text. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The clear text; never to be logged, traced or put into a message for people. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
