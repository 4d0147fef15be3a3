package io.siprouter.config;

/**
 * Numbers that phones dial for a service of this server.
 *
 * @param hideNumber dialled before a number that is not to see the caller's; may be empty
 */
public record FeatureCodes(String echo, String hideNumber) {
  /** Whether the caller of a dialled number is not to be seen. */
  public boolean hides(String dialled) {
    return !hideNumber.isEmpty()
        && dialled.startsWith(hideNumber)
        && dialled.length() > hideNumber.length();
  }

  /** The number that is called, whether or not the caller is to be seen. */
  public String withoutHiding(String dialled) {
    return hides(dialled) ? dialled.substring(hideNumber.length()) : dialled;
  }
}
