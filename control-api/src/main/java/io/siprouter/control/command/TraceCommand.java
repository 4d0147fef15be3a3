package io.siprouter.control.command;

import io.siprouter.control.view.LadderView;
import io.siprouter.control.view.TraceMessageView;
import io.siprouter.core.trace.TraceDirection;
import java.util.Optional;

/** Looks at the latest SIP messages, which show neither passwords nor keys. */
public sealed interface TraceCommand extends Command {

  /** The content type of capture files. */
  String PCAP = "application/vnd.tcpdump.pcap";

  /** How messages are shown. */
  enum MessageFormat {
    JSON,
    PCAP
  }

  /** How a ladder is drawn. */
  enum LadderFormat {
    JSON,
    TEXT
  }

  /**
   * The remembered SIP messages that fit all that is given, oldest first.
   *
   * @param callId of a call of ours
   * @param legId of a leg of that call
   * @param method of a request, or of the request that a response answers
   * @param code a status, or a class of them: 486, 4xx
   * @param text anywhere in the message
   * @param direction send or recv
   * @param remote the peer's address, with or without port
   * @param after only messages behind this {@code seq}
   * @param limit the latest so many, if there are more; else 500
   * @param format json, or pcap for a file that Wireshark opens; else json
   */
  @Operation(
      name = "show_trace",
      verb = Verb.GET,
      path = "/trace",
      scope = Scope.READ,
      result = TraceMessageView.class,
      list = true,
      formats = PCAP)
  record ShowTrace(
      Optional<String> callId,
      Optional<String> legId,
      Optional<String> method,
      @Limits(pattern = "^[1-6]([0-9]{2}|[xX]{2})$") Optional<String> code,
      Optional<String> text,
      Optional<TraceDirection> direction,
      Optional<String> remote,
      @Limits(min = 0) Optional<Long> after,
      @Limits(min = 1, max = 100_000) Optional<Integer> limit,
      Optional<MessageFormat> format)
      implements TraceCommand {}

  /**
   * The ladder of a call: who took part, the messages with their repetitions counted, sound and
   * digits. Also of calls that have ended, as long as they are remembered.
   *
   * @param id of the call
   * @param format json, or text for people; else json
   */
  @Operation(
      name = "show_ladder",
      verb = Verb.GET,
      path = "/calls/{id}/ladder",
      scope = Scope.READ,
      result = LadderView.class,
      formats = "text/plain")
  record ShowLadder(String id, Optional<LadderFormat> format) implements TraceCommand {}

  /**
   * The SIP messages of a call as a file that Wireshark opens.
   *
   * @param id of the call
   */
  @Operation(
      name = "export_call",
      verb = Verb.GET,
      path = "/calls/{id}/pcap",
      scope = Scope.READ,
      formats = PCAP)
  record ExportCall(String id) implements TraceCommand {}
}
