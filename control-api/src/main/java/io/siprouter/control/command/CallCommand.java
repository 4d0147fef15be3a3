package io.siprouter.control.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.siprouter.control.view.CallView;
import io.siprouter.control.view.CodecsView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a call, looks at it, or ends it. */
public sealed interface CallCommand extends Command {

  /** What has to have happened before a call that is made is answered for. */
  enum Wait {
    CREATED,
    RINGING,
    ANSWERED
  }

  /**
   * Calls one side and, as soon as it answers, the other, and connects them.
   *
   * @param from who is called first: the id or extension of a device, or a number
   * @param to who is called then: an extension or a number
   * @param headers written into the INVITEs of this call, and the requests that follow them
   * @param caller whom the called side sees, instead of {@code from}; within what the provider
   *     allows
   * @param onBehalf the device by whose rights and routes numbers are dialled; else the one that
   *     {@code from} names
   * @param waitFor what to wait for before answering, at most three minutes; else {@code created}
   */
  @Operation(
      name = "make_call",
      aliases = "dial",
      verb = Verb.POST,
      path = {"/calls", "/call"},
      scope = Scope.CALL,
      result = CallView.class,
      made = true)
  record MakeCall(
      @Limits(minLength = 1, maxLength = 64) String from,
      @Limits(minLength = 1, maxLength = 64) String to,
      Optional<Map<String, String>> headers,
      Optional<CallerArgument> caller,
      Optional<String> onBehalf,
      @JsonProperty("wait") Optional<Wait> waitFor)
      implements CallCommand {}

  /**
   * Whom the called side sees.
   *
   * @param number an extension or a telephone number
   * @param name for people
   */
  record CallerArgument(Optional<String> number, Optional<String> name) {}

  /** All calls there are. */
  @Operation(
      name = "list_calls",
      verb = Verb.GET,
      path = "/calls",
      scope = Scope.READ,
      result = CallView.class,
      list = true)
  record ListCalls() implements CallCommand {}

  /**
   * One call with its legs.
   *
   * @param id of the call
   */
  @Operation(
      name = "show_call",
      verb = Verb.GET,
      path = "/calls/{id}",
      scope = Scope.READ,
      result = CallView.class)
  record ShowCall(String id) implements CallCommand {}

  /**
   * Ends a call with all its legs.
   *
   * @param id of the call
   */
  @Operation(name = "hangup", verb = Verb.DELETE, path = "/calls/{id}", scope = Scope.CALL)
  record HangUp(String id) implements CallCommand {}

  /**
   * Puts the parties of another call into this one, so that all hear each other; the other ends.
   *
   * @param id of the call that goes on
   * @param other the id of the call that ends
   */
  @Operation(name = "merge", verb = Verb.POST, path = "/calls/{id}/merge", scope = Scope.CALL)
  record Merge(String id, @Limits(minLength = 1) String other) implements CallCommand {}

  /**
   * Chooses the codecs of one device or provider for calls from now on, best first.
   *
   * @param codecs their names as in the configuration; none for what is configured
   * @param device the id of the device
   * @param provider the id of the provider
   */
  @Operation(
      name = "set_codec_priority",
      verb = Verb.PUT,
      path = "/codecs",
      scope = Scope.CALL,
      result = CodecsView.class)
  record SetCodecPriority(
      @Limits(maxItems = 20) List<String> codecs,
      Optional<String> device,
      Optional<String> provider)
      implements CallCommand {}
}
