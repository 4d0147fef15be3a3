package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which SIP messages are wanted. */
final class TraceOptions {

  private static final String LIMIT = "limit";

  @Option(names = "--call", paramLabel = "ID", description = "Of this call.")
  private @Nullable String call;

  @Option(names = "--leg", paramLabel = "ID", description = "Of this leg of the call.")
  private @Nullable String leg;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "Requests of this method, and their responses.")
  private @Nullable String method;

  @Option(
      names = "--code",
      paramLabel = "STATUS",
      description = "Responses with this status, or of this class: 486, 4xx.")
  private @Nullable String code;

  @Option(names = "--text", paramLabel = "TEXT", description = "With this text anywhere in them.")
  private @Nullable String text;

  @Option(names = "--direction", paramLabel = "send|recv", description = "Sent or received.")
  private @Nullable String direction;

  @Option(
      names = "--remote",
      paramLabel = "ADDRESS",
      description = "To or from this address, with or without port.")
  private @Nullable String remote;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "The latest so many. Else 500, with --pcap all.")
  private @Nullable Integer limit;

  /** The call, if nothing but that is asked for; else empty. */
  String onlyCall() {
    return call != null && given().size() == 1 ? call : "";
  }

  /** The query of a request, with further parameters. */
  String query(Map<String, Object> more) {
    var all = given();
    more.forEach((name, value) -> all.putIfAbsent(name, value.toString()));
    return all.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** What {@code subscribe} is told of the wanted messages. */
  Map<String, String> filter() {
    var filter = given();
    filter.remove(LIMIT);
    return filter;
  }

  boolean isLimited() {
    return limit != null;
  }

  private Map<String, String> given() {
    var given = new LinkedHashMap<String, @Nullable String>();
    given.put("call_id", call);
    given.put("leg_id", leg);
    given.put("method", method);
    given.put("code", code);
    given.put("text", text);
    given.put("direction", direction);
    given.put("remote", remote);
    given.put(LIMIT, limit == null ? null : limit.toString());
    var present = new LinkedHashMap<String, String>();
    given.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }
}
