package io.siprouter.core.call;

import io.siprouter.config.header.HeaderRule;
import java.util.List;
import java.util.Optional;

/**
 * A call that a program asks for: {@code from} is called first and, as soon as it answers, {@code
 * to}.
 *
 * <p>A device is called directly, whatever the routes say. Numbers are dialled by the routes and
 * with the rights of the device that the call is made for: {@code onBehalf}, for want of it {@code
 * from} if that is a device. A call between two numbers that is made for nobody goes by the routes
 * that name no source device, and whoever may give the command may dial what they allow.
 *
 * @param from the id or extension of a device, or any number as phones of this server dial it
 * @param to likewise
 * @param onBehalf the id or extension of a device; may be empty
 * @param shown whom {@code to} is to see instead of {@code from}
 * @param headers what all INVITEs of the call carry, and the requests that follow them
 */
public record Origination(
    String from,
    String to,
    Optional<String> onBehalf,
    ShownCaller shown,
    List<HeaderRule> headers) {

  public Origination {
    headers = List.copyOf(headers);
  }

  /** A call without any wishes. */
  public static Origination of(String from, String to) {
    return new Origination(from, to, Optional.empty(), ShownCaller.USUAL, List.of());
  }

  public Origination onBehalfOf(String device) {
    return new Origination(from, to, Optional.of(device), shown, headers);
  }

  public Origination showing(ShownCaller caller) {
    return new Origination(from, to, onBehalf, caller, headers);
  }

  public Origination writing(List<HeaderRule> rules) {
    return new Origination(from, to, onBehalf, shown, rules);
  }
}
