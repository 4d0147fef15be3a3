package io.siprouter.control.view;

import java.time.Instant;
import java.util.List;

/**
 * The whole picture at one moment. Whoever applies the events that follow it to it has the picture
 * of every later moment.
 *
 * @param seq the last event that is in it
 * @param bootId of this run of the daemon; {@code seq} starts anew with each
 * @param version of the daemon
 * @param startedAt when this run began
 * @param providers in the order of the configuration
 * @param devices in the order of the configuration
 * @param calls in the order they began
 */
public record StatusView(
    long seq,
    String bootId,
    String version,
    Instant startedAt,
    List<ProviderView> providers,
    List<DeviceView> devices,
    List<CallView> calls) {

  public StatusView {
    providers = List.copyOf(providers);
    devices = List.copyOf(devices);
    calls = List.copyOf(calls);
  }
}
