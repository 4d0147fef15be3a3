package io.siprouter.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Fault> faults;

  ConfigException(String source, List<Fault> faults) {
    super(message(source, faults));
    this.faults = List.copyOf(faults);
  }

  /** Everything that is wrong, at least one, in the order of the file as far as it has one. */
  public List<Fault> faults() {
    return faults;
  }

  private static String message(String source, List<Fault> faults) {
    var count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
    return faults.stream()
        .map(fault -> "\n  " + fault)
        .collect(Collectors.joining("", source + " has " + count + ":", ""));
  }
}
