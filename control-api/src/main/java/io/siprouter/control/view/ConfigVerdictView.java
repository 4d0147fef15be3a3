package io.siprouter.control.view;

import java.util.List;

/**
 * Whether a configuration can be used.
 *
 * @param faults everything that is wrong with it; empty where it is valid
 */
public record ConfigVerdictView(boolean valid, List<ConfigFaultView> faults) {
  public ConfigVerdictView {
    faults = List.copyOf(faults);
  }
}
