package io.siprouter.core.event;

import java.time.Duration;
import java.time.Instant;

/** A fact the engine tells the outside, in the past tense. Immutable. */
public sealed interface ServerEvent {

  /** The event's name on the wire, for example {@code device_registered}. */
  default String name() {
    return EventNames.of(getClass());
  }

  /** A fact about one device of ours. */
  sealed interface DeviceEvent extends ServerEvent {
    String deviceId();
  }

  /** A fact about one call. */
  sealed interface CallEvent extends ServerEvent {
    String callId();
  }

  /**
   * A device's contact was registered or refreshed.
   *
   * @param contact the contact URI as the device gave it
   * @param address where its requests come from, {@code transport:ip:port}
   * @param expires how long the binding lasts from now
   */
  @EventName("device_registered")
  record DeviceRegistered(String deviceId, String contact, String address, Duration expires)
      implements DeviceEvent {}

  /**
   * A device's contact is gone, or nothing gets there for the time being.
   *
   * @param reason {@code unregistered}, {@code expired}, {@code replaced} or {@code unreachable}
   */
  @EventName("device_unregistered")
  record DeviceUnregistered(String deviceId, String contact, String reason)
      implements DeviceEvent {}

  /**
   * A source gave wrong credentials too often.
   *
   * @param source an IPv4 address, or an IPv6 network with its {@code /64}
   * @param failures how often
   * @param until when it is heard again
   */
  @EventName("security_ban")
  record SecurityBan(String source, int failures, Instant until) implements ServerEvent {}

  /**
   * A trunk's registration changed its state.
   *
   * @param state one of the trunk's states in lower case
   * @param reason why, in words for people; empty where nothing needs saying
   */
  @EventName("provider_state")
  record ProviderState(String providerId, String state, String reason) implements ServerEvent {}

  /**
   * A call exists.
   *
   * @param from the caller's number or user
   * @param to the number as dialled
   */
  @EventName("call_created")
  record CallCreated(String callId, String from, String to) implements CallEvent {}

  /**
   * Somebody calls for help.
   *
   * @param from the caller's extension
   * @param number of those who help
   */
  @EventName("emergency_call")
  record EmergencyCall(String callId, String from, String number) implements CallEvent {}

  /** The far end rings. */
  @EventName("call_ringing")
  record CallRinging(String callId) implements CallEvent {}

  /** Two parties are connected for the first time. */
  @EventName("call_answered")
  record CallAnswered(String callId) implements CallEvent {}

  /**
   * The call is over; its ports are given back.
   *
   * @param cause why, for example {@code caller_hangup}
   * @param sipStatus the final status the caller saw [100..699], 0 where none was sent
   */
  @EventName("call_ended")
  record CallEnded(String callId, String cause, int sipStatus) implements CallEvent {}

  /** A leg joined the call. */
  @EventName("leg_added")
  record LegAdded(String callId, String legId, String kind, String remote) implements CallEvent {}

  /** A leg changed its state. */
  @EventName("leg_state")
  record LegChanged(String callId, String legId, String state) implements CallEvent {}

  /** A leg left the call. */
  @EventName("leg_removed")
  record LegRemoved(String callId, String legId, String cause, int sipStatus)
      implements CallEvent {}

  /**
   * A leg's party pressed a key.
   *
   * @param durationMs how long [ms]
   */
  @EventName("dtmf")
  record DigitReceived(String callId, String legId, char digit, int durationMs)
      implements CallEvent {}

  /**
   * How one leg's media has fared so far.
   *
   * @param codec empty before one is agreed
   * @param packetsRx packets received
   * @param packetsTx packets sent
   * @param lost packets that never came
   * @param jitterMs interarrival jitter [ms], RFC 3550 §6.4.1
   * @param delayMs playout delay of the jitter buffer [ms]
   */
  @EventName("quality")
  record LegQuality(
      String callId,
      String legId,
      String codec,
      long packetsRx,
      long packetsTx,
      long lost,
      double jitterMs,
      double delayMs)
      implements CallEvent {}

  /**
   * A leg speaks in a SIP dialog. It comes before the leg is added, and again where the leg tries
   * another server.
   *
   * @param sipCallId the Call-ID of the dialog, by which traces and logs of the peer know it
   */
  record LegDialog(String callId, String legId, String sipCallId) implements CallEvent {
    @Override
    public String name() {
      return "leg_dialog";
    }
  }
}
