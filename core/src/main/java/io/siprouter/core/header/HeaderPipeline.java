package io.siprouter.core.header;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.sip.RequestFilter;
import java.util.List;

/** Knows what goes into the requests to each of our peers. Any thread. */
public final class HeaderPipeline {

  private final AppConfig config;
  private final RunTimeHeaders runTime = new RunTimeHeaders();

  public HeaderPipeline(AppConfig config) {
    this.config = config;
  }

  /** What is set while the engine runs. */
  public RunTimeHeaders runTime() {
    return runTime;
  }

  /**
   * For one dialog with a provider, or its registration.
   *
   * @param ofCall what the call asks for
   */
  public RequestFilter towards(Provider provider, List<HeaderRule> ofCall) {
    var peer = new RunTimeHeaders.Peer.Provider(provider.id());
    return new PeerHeaders(peer, config.headersTo(provider), runTime, ofCall);
  }

  /** For one request to a device outside of any dialog; none of a device that there is no more. */
  public RequestFilter towards(String deviceId) {
    return config
        .device(deviceId)
        .map(device -> towards(device, List.of()))
        .orElse(RequestFilter.NONE);
  }

  /**
   * For one dialog with a device.
   *
   * @param ofCall what the call asks for
   */
  public RequestFilter towards(Device device, List<HeaderRule> ofCall) {
    var peer = new RunTimeHeaders.Peer.Device(device.id());
    return new PeerHeaders(peer, config.headersTo(device), runTime, ofCall);
  }
}
