package io.siprouter.core;

import static java.util.stream.Collectors.toMap;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.core.registrar.Binding;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whether a binding could be made again as it was: by a device that there still is, with the
 * credentials that it still has, from where it is still expected. Whoever has stolen a password is
 * not called any more once it has been changed. Immutable.
 *
 * @param devices those whose credentials have not changed, by id
 */
record StillProven(Map<String, Device> devices) implements Predicate<Binding> {

  static StillProven under(AppConfig next, AppConfig before) {
    return new StillProven(
        next.devices().stream()
            .filter(
                device -> before.device(device.id()).filter(device::hasCredentialsOf).isPresent())
            .collect(toMap(Device::id, Function.identity())));
  }

  @Override
  public boolean test(Binding binding) {
    var device = devices.get(binding.deviceId());
    return device != null && device.isExpectedFrom(binding.flow().remote().getAddress());
  }
}
