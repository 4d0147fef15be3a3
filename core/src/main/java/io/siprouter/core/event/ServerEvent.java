package io.siprouter.core.event;

import io.siprouter.config.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
   * @param deviceId of the device
   * @param contact the contact URI as the device gave it
   * @param address where its requests come from, {@code transport:ip:port}
   * @param expiresAt until when the binding lasts unless it is refreshed
   */
  @EventName("device_registered")
  record DeviceRegistered(String deviceId, String contact, String address, Instant expiresAt)
      implements DeviceEvent {}

  /**
   * A device's contact is gone, or nothing gets there for the time being.
   *
   * @param deviceId of the device
   * @param contact the contact URI as the device gave it
   * @param reason {@code unregistered}, {@code expired}, {@code replaced}, {@code removed} from the
   *     configuration, or {@code unreachable}
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
   * @param providerId of the provider
   * @param state {@code unregistered}, {@code registering}, {@code registered} or {@code failed}
   * @param reason why, in words for people; empty where nothing needs saying
   */
  @EventName("provider_state")
  record ProviderState(String providerId, String state, String reason) implements ServerEvent {}

  /**
   * A call exists.
   *
   * @param direction {@code inbound} from a provider, {@code outbound} to one, or {@code internal}
   * @param sourceKind what it comes from: {@code device}, {@code provider} or {@code command}
   * @param sourceId the id of the device or provider; of a command the device it speaks for, or
   *     empty
   * @param from the caller's number or user; empty where it is not known
   * @param fromName the name the caller goes by; may be empty
   * @param to the number as dialled
   * @param toNormalised its worldwide form; as dialled where it has none
   * @param route the id of the route that decided; empty where none was needed or none matched
   * @param reason why the call goes where it goes, in words for people
   */
  @EventName("call_created")
  record CallCreated(
      String callId,
      String direction,
      String sourceKind,
      String sourceId,
      String from,
      String fromName,
      String to,
      String toNormalised,
      Optional<String> route,
      String reason)
      implements CallEvent {}

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
   * @param durationSec how long the parties talked [s], 0 where they did not
   */
  @EventName("call_ended")
  record CallEnded(String callId, String cause, int sipStatus, double durationSec)
      implements CallEvent {}

  /**
   * A leg joined the call.
   *
   * @param kind {@code SIP_PROVIDER}, {@code SIP_DEVICE}, {@code WEBRTC} or {@code TOOL}
   * @param remote who is at the far end: a number, an extension, a feature
   * @param account the id of the device or provider; empty for a tool
   * @param direction {@code inbound} where the party called us, else {@code outbound}
   */
  @EventName("leg_added")
  record LegAdded(
      String callId, String legId, String kind, String remote, String account, String direction)
      implements CallEvent {}

  /**
   * A leg changed its state, or what is done with its sound.
   *
   * @param state {@code offered}, {@code inviting}, {@code ringing}, {@code early}, {@code
   *     answered}, {@code held}, {@code cancelling} or {@code terminated}
   * @param codec what its sound is sent in; empty before that is agreed
   * @param muted whether its party is not to be heard
   * @param heldBy who holds whom: {@code us} the party, the {@code party} us, or {@code both};
   *     empty where nobody does
   */
  @EventName("leg_state")
  record LegChanged(
      String callId, String legId, String state, String codec, boolean muted, String heldBy)
      implements CallEvent {}

  /**
   * A leg left the call.
   *
   * @param cause why, for example {@code busy}
   * @param sipStatus the final status that belongs to it [300..699], 0 where a party hung up
   */
  @EventName("leg_removed")
  record LegRemoved(String callId, String legId, String cause, int sipStatus)
      implements CallEvent {}

  /**
   * A leg's party pressed a key.
   *
   * @param digit one of {@code 0-9 * # A-D}
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
   * @param peerLostPercent what the party lost of the packets sent to it, by its last report
   *     [0..100]
   * @param roundTripMs to the party and back [ms], once it has reported
   */
  @EventName(value = "quality", meter = true)
  record LegQuality(
      String callId,
      String legId,
      String codec,
      long packetsRx,
      long packetsTx,
      long lost,
      double jitterMs,
      double delayMs,
      int peerLostPercent,
      Optional<Double> roundTripMs)
      implements CallEvent {}

  /**
   * A leg speaks in a SIP dialog. It comes before the leg is added, and again where the leg tries
   * another server.
   *
   * @param sipCallId the Call-ID of the dialog, by which traces and logs of the peer know it
   */
  @EventName("leg_dialog")
  record LegDialog(String callId, String legId, String sipCallId) implements CallEvent {}

  /**
   * Somebody calls us, and the call is taken. Everything about it is told by later events.
   *
   * @param from the caller's number or user; empty where it is not known
   * @param displayName the name the caller goes by; may be empty
   * @param to the number as dialled
   * @param sourceKind what it comes from: {@code device} or {@code provider}
   * @param sourceId the id of the device or provider
   */
  @EventName("incoming_call")
  record IncomingCall(
      String callId,
      String legId,
      String from,
      String displayName,
      String to,
      String sourceKind,
      String sourceId)
      implements CallEvent {}

  /** The far end can be heard before it answers. */
  @EventName("call_early_media")
  record CallEarlyMedia(String callId) implements CallEvent {}

  /**
   * A party of a call has changed its state, in the words of a telephone.
   *
   * @param state {@code calling}, {@code incoming}, {@code early}, {@code connecting}, {@code
   *     confirmed}, {@code hold} or {@code disconnected}
   * @param remoteUri the party's SIP URI
   * @param durationSec how long the party has been connected [s], 0 before
   * @param direction {@code inbound} where the party called us, else {@code outbound}
   */
  @EventName("call_state")
  record CallStateChanged(
      String callId,
      String legId,
      String state,
      String remoteUri,
      double durationSec,
      String direction)
      implements CallEvent {}

  /**
   * We are registered at a provider, or are not any more.
   *
   * @param accountId the provider's id
   * @param state {@code registered}, {@code unregistered} or {@code failed}
   * @param reason why, in words for people; empty where nothing needs saying
   */
  @EventName("reg_state")
  record RegState(String accountId, String state, String reason) implements ServerEvent {}

  /**
   * A SIP message has passed; without what proves a password or opens media.
   *
   * @param callId of the call it belongs to, if it does
   * @param legId of that call
   * @param direction {@code send} or {@code recv}, seen from us
   * @param message the whole text
   * @param timestamp when it passed
   * @param transport {@code udp}, {@code tcp} or {@code tls}
   * @param local our address and port
   * @param remote the peer's address and port
   * @param sipCallId its Call-ID; empty where it has none
   */
  @EventName(value = "sip_trace", meter = true)
  record SipTrace(
      Optional<String> callId,
      Optional<String> legId,
      String direction,
      String message,
      Instant timestamp,
      String transport,
      String local,
      String remote,
      String sipCallId)
      implements ServerEvent {}

  /**
   * Another configuration is in force.
   *
   * @param by who brought it: {@code api} with a name, {@code file} or {@code sighup}
   * @param changed JSON paths of what is different in the file
   * @param restart JSON paths of what will be different after a restart only
   */
  @EventName("config_applied")
  record ConfigApplied(String by, List<String> changed, List<String> restart)
      implements ServerEvent {}

  /**
   * The configuration file has changed and cannot be used; nothing has changed by it.
   *
   * @param by who brought it: {@code file} or {@code sighup}
   * @param faults everything that is wrong
   */
  @EventName("config_rejected")
  record ConfigRejected(String by, List<Fault> faults) implements ServerEvent {}
}
