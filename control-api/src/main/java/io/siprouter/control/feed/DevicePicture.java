package io.siprouter.control.feed;

import io.siprouter.config.Device;
import io.siprouter.control.view.DeviceView;
import io.siprouter.control.view.DeviceView.Contact;
import io.siprouter.core.event.ServerEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about one device. On the feed's loop. */
final class DevicePicture {

  private final Device device;
  private final Map<String, Contact> contacts = new LinkedHashMap<>();

  /**
   * @param before what was known about it under an earlier configuration
   */
  DevicePicture(Device device, @Nullable DevicePicture before) {
    this.device = device;
    if (before != null) {
      contacts.putAll(before.contacts);
    }
  }

  void registered(ServerEvent.DeviceRegistered there) {
    contacts.put(there.contact(), new Contact(there.contact(), there.address(), there.expiresAt()));
  }

  void unregistered(ServerEvent.DeviceUnregistered gone) {
    contacts.remove(gone.contact());
  }

  DeviceView view() {
    return new DeviceView(
        device.id(),
        device.extension(),
        device.displayName(),
        !contacts.isEmpty(),
        List.copyOf(contacts.values()));
  }
}
