package io.siprouter.control.command;

import java.util.Optional;

/** Sets or clears headers of the requests we send, while the daemon runs. */
public sealed interface HeaderCommand extends Command {

  /** Whose requests carry a header: of one provider, of one device, or of everybody. */
  Optional<String> provider();

  Optional<String> device();

  /** Of the header. */
  String name();

  /**
   * Writes a header into requests from now on.
   *
   * @param name of the header; Via, CSeq, Call-ID, tags, Route and Content-Length cannot be set
   * @param value of the header
   * @param method the only method that carries it; else all do
   * @param provider the provider whose requests carry it
   * @param device the device whose requests carry it; without both everybody's do
   * @param once whether only the next request carries it; else all do until it is cleared
   */
  @Operation(name = "set_header", verb = Verb.POST, path = "/headers", scope = Scope.CALL)
  record SetHeader(
      @Limits(minLength = 1, maxLength = 64) String name,
      @Limits(maxLength = 1024) String value,
      Optional<String> method,
      Optional<String> provider,
      Optional<String> device,
      Optional<Boolean> once)
      implements HeaderCommand {}

  /**
   * Writes a header no longer.
   *
   * @param name of the header
   * @param provider the provider it was set for
   * @param device the device it was set for
   */
  @Operation(
      name = "clear_header",
      verb = Verb.DELETE,
      path = "/headers/{name}",
      scope = Scope.CALL)
  record ClearHeader(
      @Limits(minLength = 1, maxLength = 64) String name,
      Optional<String> provider,
      Optional<String> device)
      implements HeaderCommand {}
}
