package io.siprouter.control.config;

import io.siprouter.config.ConfigChange;
import io.siprouter.config.Fault;
import java.util.List;

/** What became of a wish to change the configuration. */
public sealed interface ConfigOutcome {

  /**
   * It is in the file and in force.
   *
   * @param etag of what is in the file now
   * @param changes of the file; none where it said the same already
   * @param restart JSON paths of what waits for a restart
   */
  record Applied(String etag, List<ConfigChange> changes, List<String> restart)
      implements ConfigOutcome {}

  /**
   * Somebody else has changed it in between. Nothing has changed.
   *
   * @param etag of what is in the file now
   */
  record Conflict(String etag) implements ConfigOutcome {}

  /**
   * It cannot be used. Nothing has changed.
   *
   * @param faults everything that is wrong with it
   */
  record Invalid(List<Fault> faults) implements ConfigOutcome {}

  /** There is no such version. Nothing has changed. */
  record NoSuchVersion() implements ConfigOutcome {}

  /**
   * The disk does not take it. Nothing has changed.
   *
   * @param reason in words for people
   */
  record NotWritten(String reason) implements ConfigOutcome {}
}
