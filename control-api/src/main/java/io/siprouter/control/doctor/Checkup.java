package io.siprouter.control.doctor;

import java.io.IOException;
import java.util.List;

/** One thing that is looked at. */
interface Checkup {

  /** The name of what is looked at, as {@link Finding#check}. */
  String subject();

  /**
   * Looks; may wait for a few seconds.
   *
   * @throws IOException if it cannot be looked at
   */
  List<Finding> look(Patient patient) throws IOException;
}
