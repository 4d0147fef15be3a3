package io.siprouter.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  /** More than anybody reads at once; a file of a megabyte may have a hundred thousand. */
  private static final int MOST_FAULTS = 1000;

  private final transient List<Fault> faults;

  ConfigException(String source, List<Fault> faults) {
    super(message(source, faults));
    this.faults = faults.stream().limit(MOST_FAULTS).toList();
  }

  /**
   * Everything that is wrong, at least one and up to 1000, in the order of the file as far as it
   * has one.
   */
  public List<Fault> faults() {
    return faults;
  }

  private static String message(String source, List<Fault> faults) {
    var count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
    var more = Math.max(0, faults.size() - MOST_FAULTS);
    return faults.stream()
        .limit(MOST_FAULTS)
        .map(fault -> "\n  " + fault)
        .collect(
            Collectors.joining(
                "", source + " has " + count + ":", more == 0 ? "" : "\n  and " + more + " more"));
  }
}
