package io.siprouter.core.sip;

import io.siprouter.config.Device;
import io.siprouter.config.Provider;

/** Who sent a request, as far as that is proven. */
public sealed interface Sender {

  /** One of our devices, by its credentials. */
  record OfDevice(Device device) implements Sender {}

  /** A provider, by the contact that only it was told or by its address. */
  record OfProvider(Provider provider) implements Sender {}

  /** Anybody. */
  record Unproven() implements Sender {}
}
