package io.siprouter.core.header;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.sip.RequestFilter;
import java.util.List;
import java.util.function.Supplier;

/** Knows what goes into the requests to each of our peers. Immutable, but for the run time. */
public final class HeaderPipeline {

  private final AppConfig config;
  private final RunTimeHeaders runTime;

  /**
   * @param runTime what is set while the engine runs
   */
  public HeaderPipeline(AppConfig config, RunTimeHeaders runTime) {
    this.config = config;
    this.runTime = runTime;
  }

  /**
   * For the registration at a provider, which goes on under configurations to come.
   *
   * @param now the configuration in force
   */
  public static RequestFilter registering(
      Provider provider, Supplier<AppConfig> now, RunTimeHeaders runTime) {
    var peer = new RunTimeHeaders.Peer.Provider(provider.id());
    return new PeerHeaders(peer, () -> now.get().headersTo(provider), runTime, List.of());
  }

  /**
   * For one dialog with a provider.
   *
   * @param ofCall what the call asks for
   */
  public RequestFilter towards(Provider provider, List<HeaderRule> ofCall) {
    var peer = new RunTimeHeaders.Peer.Provider(provider.id());
    var configured = config.headersTo(provider);
    return new PeerHeaders(peer, () -> configured, runTime, ofCall);
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
    var configured = config.headersTo(device);
    return new PeerHeaders(peer, () -> configured, runTime, ofCall);
  }
}
