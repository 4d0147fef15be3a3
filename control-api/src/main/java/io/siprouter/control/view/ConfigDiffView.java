package io.siprouter.control.view;

import java.util.List;

/**
 * What a configuration would change.
 *
 * @param changes what is different from the file
 * @param restart JSON paths of what would be different after a restart only
 */
public record ConfigDiffView(List<ConfigChangeView> changes, List<String> restart) {
  public ConfigDiffView {
    changes = List.copyOf(changes);
    restart = List.copyOf(restart);
  }
}
