package io.siprouter.config;

import io.siprouter.config.number.PhoneNumber;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A phone that registers here.
 *
 * @param digest what it is challenged with, strongest first, never empty
 * @param codecs as configured; see {@link AppConfig#codecsOf(Device)}
 * @param expectedAddress where it may come from; empty: from anywhere
 * @param callerNumber shown by providers that have it among their numbers
 * @param mayDial empty: nothing but emergency numbers
 * @param headers as configured; see {@link AppConfig#headersTo(Device)}
 */
public record Device(
    String id,
    String displayName,
    String extension,
    String username,
    Secret password,
    List<DigestName> digest,
    int maxContacts,
    List<CodecName> codecs,
    List<Network> expectedAddress,
    Optional<String> callerNumber,
    List<NumberPattern> mayDial,
    Quirks quirks,
    Map<String, String> headers) {

  public Device {
    displayName = displayName.isEmpty() ? id : displayName;
    digest = digest.stream().sorted().toList();
    headers = Map.copyOf(headers);
    codecs = List.copyOf(codecs);
    expectedAddress = List.copyOf(expectedAddress);
    mayDial = List.copyOf(mayDial);
  }

  /** What allows it to call this number; empty where nothing does. */
  public Optional<NumberPattern> rightTo(PhoneNumber number) {
    return mayDial.stream().filter(pattern -> pattern.matches(number)).findFirst();
  }

  /** Whether the other proves to be itself as this one does. */
  public boolean hasCredentialsOf(Device other) {
    return username.equals(other.username) && password.equals(other.password);
  }

  /** Whether it may register and call from there. */
  public boolean isExpectedFrom(InetAddress source) {
    return expectedAddress.isEmpty()
        || expectedAddress.stream().anyMatch(network -> network.contains(source));
  }
}
