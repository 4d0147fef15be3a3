package io.siprouter.control.view;

import java.util.List;

/**
 * What a new configuration has changed.
 *
 * @param etag of the configuration in force now
 * @param changes what is different in the file; none where it said the same already
 * @param restart JSON paths of what will be different after a restart only
 */
public record ConfigResultView(String etag, List<ConfigChangeView> changes, List<String> restart) {
  public ConfigResultView {
    changes = List.copyOf(changes);
    restart = List.copyOf(restart);
  }
}
