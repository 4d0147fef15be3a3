package io.siprouter.config;

/** Which extensions of SIP one peer copes with. */
public record Quirks(boolean sessionTimer, Usage reliableProvisional) {

  /** How much an extension is wanted. */
  public enum Usage {
    OFF,
    SUPPORTED,
    REQUIRED
  }
}
