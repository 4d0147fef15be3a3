package io.siprouter.control.view;

import java.time.Instant;
import java.util.List;

/**
 * A phone.
 *
 * @param id of the device
 * @param extension what others dial
 * @param displayName for people
 * @param registered whether it can be called
 * @param contacts where it is
 */
public record DeviceView(
    String id, String extension, String displayName, boolean registered, List<Contact> contacts) {

  public DeviceView {
    contacts = List.copyOf(contacts);
  }

  /**
   * A place where a phone is.
   *
   * @param contact the URI it gave
   * @param address where its requests come from, {@code transport:ip:port}
   * @param expiresAt until when it is taken to be there
   */
  public record Contact(String contact, String address, Instant expiresAt) {}
}
