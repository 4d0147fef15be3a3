package io.siprouter.core.leg;

/** Identifies a leg; unique within its call. */
public record LegId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
