package io.siprouter.control.command;

import io.siprouter.control.view.DeviceView;
import io.siprouter.control.view.ProviderView;
import io.siprouter.control.view.StatusView;

/** Looks at what there is. */
public sealed interface StatusCommand extends Command {

  /** The whole picture: what is configured, who is registered, what goes on. */
  @Operation(
      name = "status",
      verb = Verb.GET,
      path = "/status",
      scope = Scope.READ,
      result = StatusView.class)
  record ShowStatus() implements StatusCommand {}

  /** All phones, and where they are. */
  @Operation(
      name = "list_devices",
      verb = Verb.GET,
      path = "/devices",
      scope = Scope.READ,
      result = DeviceView.class,
      list = true)
  record ListDevices() implements StatusCommand {}

  /**
   * One phone, and where it is.
   *
   * @param id of the device
   */
  @Operation(
      name = "show_device",
      verb = Verb.GET,
      path = "/devices/{id}",
      scope = Scope.READ,
      result = DeviceView.class)
  record ShowDevice(String id) implements StatusCommand {}

  /** All providers, and whether we are registered there. */
  @Operation(
      name = "list_providers",
      verb = Verb.GET,
      path = "/providers",
      scope = Scope.READ,
      result = ProviderView.class,
      list = true)
  record ListProviders() implements StatusCommand {}

  /**
   * One provider, and whether we are registered there.
   *
   * @param id of the provider
   */
  @Operation(
      name = "show_provider",
      verb = Verb.GET,
      path = "/providers/{id}",
      scope = Scope.READ,
      result = ProviderView.class)
  record ShowProvider(String id) implements StatusCommand {}
}
