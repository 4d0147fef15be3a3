package io.siprouter.control.view;

import java.util.List;
import java.util.Optional;

/**
 * What a configuration would change.
 *
 * @param changes what is different from the file
 * @param restart JSON paths of what would be different after a restart only
 * @param rerouted calls of the last thirty days that would have gone elsewhere; absent where the
 *     history cannot be read
 */
public record ConfigDiffView(
    List<ConfigChangeView> changes, List<String> restart, Optional<List<ReroutedView>> rerouted) {
  public ConfigDiffView {
    changes = List.copyOf(changes);
    restart = List.copyOf(restart);
    rerouted = rerouted.map(List::copyOf);
  }
}
