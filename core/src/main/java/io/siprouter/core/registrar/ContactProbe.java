package io.siprouter.core.registrar;

import java.util.function.Consumer;

/** Asks a phone whether it is there. Any thread; returns at once. */
@FunctionalInterface
public interface ContactProbe {

  /**
   * Sends one probe.
   *
   * @param answered told once whether anything came back, on any thread
   */
  void send(Binding binding, Consumer<Boolean> answered);
}
