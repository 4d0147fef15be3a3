package io.siprouter.sip.uri;

import java.util.Optional;

/**
 * A URI of a scheme that we only carry, such as {@code urn:} or {@code mailto:}. Made by {@link
 * Uri#parse}.
 *
 * @param scheme in lower case
 * @param text the whole URI as written
 */
public record OpaqueUri(String scheme, String text) implements Uri {

  @Override
  public Optional<String> user() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
