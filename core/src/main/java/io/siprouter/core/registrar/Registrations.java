package io.siprouter.core.registrar;

import java.util.List;

/** Where our devices are. Any thread; never waits. */
public interface Registrations {

  /**
   * The live contacts of a device, its preferred one first and among equals the youngest; empty
   * where it is not registered or not known.
   */
  List<Binding> bindings(String deviceId);
}
