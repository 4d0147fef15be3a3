package io.siprouter.core.call;

/** Identifies a call; unique among all nodes and times. */
public record CallId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
