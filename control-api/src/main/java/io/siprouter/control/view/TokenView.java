package io.siprouter.control.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a program proves itself with.
 *
 * @param id its name
 * @param prefix how the secret begins; empty for one of the configuration
 * @param scopes what its bearer may do
 * @param configured whether it is in the configuration, which alone can change it then
 * @param createdAt when it was made, if that was at run time
 */
public record TokenView(
    String id,
    String prefix,
    List<String> scopes,
    boolean configured,
    Optional<Instant> createdAt) {
  public TokenView {
    scopes = List.copyOf(scopes);
  }
}
