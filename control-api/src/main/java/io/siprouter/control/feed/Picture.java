package io.siprouter.control.feed;

import io.siprouter.config.AppConfig;
import io.siprouter.control.view.CallView;
import io.siprouter.control.view.DeviceView;
import io.siprouter.control.view.ProviderView;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What all events so far add up to. On the feed's loop. */
public final class Picture {

  private static final int ENDED_CALLS = 1_000;

  private final Map<String, DevicePicture> devices = new LinkedHashMap<>();
  private final Map<String, ProviderView> providers = new LinkedHashMap<>();
  private final Map<String, CallPicture> calls = new LinkedHashMap<>();
  private final Map<String, CallView> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CallView> eldest) {
          return size() > ENDED_CALLS;
        }
      };

  Picture(AppConfig config) {
    configured(config);
  }

  /** Takes over who there is; what is known about those that stay is kept. */
  void configured(AppConfig config) {
    var knownDevices = Map.copyOf(devices);
    devices.clear();
    for (var device : config.devices()) {
      var known = knownDevices.get(device.id());
      devices.put(device.id(), new DevicePicture(device, known));
    }
    var knownProviders = Map.copyOf(providers);
    providers.clear();
    for (var provider : config.providers()) {
      var known = knownProviders.get(provider.id());
      providers.put(
          provider.id(),
          new ProviderView(
              provider.id(),
              provider.displayName(),
              known == null ? "unregistered" : known.state(),
              known == null ? "" : known.reason()));
    }
  }

  void apply(ServerEvent event, Instant at) {
    switch (event) {
      case ServerEvent.DeviceRegistered there -> device(there, it -> it.registered(there));
      case ServerEvent.DeviceUnregistered gone -> device(gone, it -> it.unregistered(gone));
      case ServerEvent.ProviderState changed ->
          providers.computeIfPresent(
              changed.providerId(),
              (id, was) ->
                  new ProviderView(id, was.displayName(), changed.state(), changed.reason()));
      case ServerEvent.CallCreated created ->
          calls.put(created.callId(), new CallPicture(created, at));
      case ServerEvent.CallEnded end -> ended(end);
      case CallEvent ofCall -> call(ofCall, at);
      case ServerEvent.SecurityBan _, ServerEvent.RegState _, ServerEvent.SipTrace _ -> {}
      case ServerEvent.ConfigApplied _, ServerEvent.ConfigRejected _ -> {}
    }
  }

  private void device(ServerEvent.DeviceEvent event, Consumer<DevicePicture> change) {
    Optional.ofNullable(devices.get(event.deviceId())).ifPresent(change);
  }

  private void ended(ServerEvent.CallEnded end) {
    var call = calls.remove(end.callId());
    if (call != null) {
      call.ended(end);
      ended.put(end.callId(), call.view());
    }
  }

  private void call(CallEvent event, Instant at) {
    var call = calls.get(event.callId());
    if (call == null) {
      return;
    }
    switch (event) {
      case ServerEvent.CallRinging _ -> call.rings();
      case ServerEvent.CallAnswered _ -> call.answered(at);
      case ServerEvent.EmergencyCall _ -> call.emergency();
      case ServerEvent.LegAdded leg -> call.added(leg);
      case ServerEvent.LegChanged leg -> call.changed(leg);
      case ServerEvent.LegRemoved leg -> call.removed(leg);
      case ServerEvent.CallCreated _, ServerEvent.CallEnded _ -> {}
      case ServerEvent.DigitReceived _, ServerEvent.LegQuality _, ServerEvent.LegDialog _ -> {}
      case ServerEvent.IncomingCall _, ServerEvent.CallEarlyMedia _ -> {}
      case ServerEvent.CallStateChanged _ -> {}
    }
  }

  /** All calls there are, in the order they began. */
  public List<CallView> calls() {
    return calls.values().stream().map(CallPicture::view).toList();
  }

  /** A call there is. */
  public Optional<CallView> call(String id) {
    return Optional.ofNullable(calls.get(id)).map(CallPicture::view);
  }

  /** A call there is, or was lately. */
  Optional<CallView> callOrLate(String id) {
    return call(id).or(() -> Optional.ofNullable(ended.get(id)));
  }

  /** All devices, in the order of the configuration. */
  public List<DeviceView> devices() {
    return devices.values().stream().map(DevicePicture::view).toList();
  }

  public Optional<DeviceView> device(String id) {
    return Optional.ofNullable(devices.get(id)).map(DevicePicture::view);
  }

  /** All providers, in the order of the configuration. */
  public List<ProviderView> providers() {
    return List.copyOf(providers.values());
  }

  public Optional<ProviderView> provider(String id) {
    return Optional.ofNullable(providers.get(id));
  }
}
