package io.siprouter.core.event;

import java.time.Duration;
import java.time.Instant;

/** A fact the engine tells the outside, in the past tense. Immutable. */
public sealed interface ServerEvent {

  /** The event's name on the wire, for example {@code device_registered}. */
  String name();

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
  record DeviceRegistered(String deviceId, String contact, String address, Duration expires)
      implements DeviceEvent {
    @Override
    public String name() {
      return "device_registered";
    }
  }

  /**
   * A device's contact is gone, or nothing gets there for the time being.
   *
   * @param reason {@code unregistered}, {@code expired}, {@code replaced} or {@code unreachable}
   */
  record DeviceUnregistered(String deviceId, String contact, String reason) implements DeviceEvent {
    @Override
    public String name() {
      return "device_unregistered";
    }
  }

  /**
   * A source gave wrong credentials too often.
   *
   * @param source an IPv4 address, or an IPv6 network with its {@code /64}
   * @param failures how often
   * @param until when it is heard again
   */
  record SecurityBan(String source, int failures, Instant until) implements ServerEvent {
    @Override
    public String name() {
      return "security_ban";
    }
  }

  /**
   * A trunk's registration changed its state.
   *
   * @param state one of the trunk's states in lower case
   * @param reason why, in words for people; empty where nothing needs saying
   */
  record ProviderState(String providerId, String state, String reason) implements ServerEvent {
    @Override
    public String name() {
      return "provider_state";
    }
  }

  /**
   * A call exists.
   *
   * @param from the caller's number or user
   * @param to the number as dialled
   */
  record CallCreated(String callId, String from, String to) implements CallEvent {
    @Override
    public String name() {
      return "call_created";
    }
  }

  /**
   * Somebody calls for help.
   *
   * @param from the caller's extension
   * @param number of those who help
   */
  record EmergencyCall(String callId, String from, String number) implements CallEvent {
    @Override
    public String name() {
      return "emergency_call";
    }
  }

  /** The far end rings. */
  record CallRinging(String callId) implements CallEvent {
    @Override
    public String name() {
      return "call_ringing";
    }
  }

  /** Two parties are connected for the first time. */
  record CallAnswered(String callId) implements CallEvent {
    @Override
    public String name() {
      return "call_answered";
    }
  }

  /**
   * The call is over; its ports are given back.
   *
   * @param cause why, for example {@code caller_hangup}
   * @param sipStatus the final status the caller saw [100..699], 0 where none was sent
   */
  record CallEnded(String callId, String cause, int sipStatus) implements CallEvent {
    @Override
    public String name() {
      return "call_ended";
    }
  }

  /** A leg joined the call. */
  record LegAdded(String callId, String legId, String kind, String remote) implements CallEvent {
    @Override
    public String name() {
      return "leg_added";
    }
  }

  /** A leg changed its state. */
  record LegChanged(String callId, String legId, String state) implements CallEvent {
    @Override
    public String name() {
      return "leg_state";
    }
  }

  /** A leg left the call. */
  record LegRemoved(String callId, String legId, String cause, int sipStatus) implements CallEvent {
    @Override
    public String name() {
      return "leg_removed";
    }
  }

  /**
   * A leg's party pressed a key.
   *
   * @param durationMs how long [ms]
   */
  record DigitReceived(String callId, String legId, char digit, int durationMs)
      implements CallEvent {
    @Override
    public String name() {
      return "dtmf";
    }
  }

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
  record LegQuality(
      String callId,
      String legId,
      String codec,
      long packetsRx,
      long packetsTx,
      long lost,
      double jitterMs,
      double delayMs)
      implements CallEvent {
    @Override
    public String name() {
      return "quality";
    }
  }
}
