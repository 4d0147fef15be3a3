package io.siprouter.core.registrar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of the file of registrations: a line that names the version, one line for each binding,
 * and a line that counts them, so that half a file is not taken for a whole one. The fields of a
 * line are percent-encoded and separated by spaces; an empty one is {@code -}.
 */
final class RegistrationLines {

  private static final String VERSION = "siprouter-registrations 1";
  private static final String EMPTY = "-";
  private static final int FIELDS = 12;

  private RegistrationLines() {}

  /** The text does not hold what was written. */
  static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }
  }

  static String write(List<Binding> bindings) {
    var lines = bindings.stream().map(RegistrationLines::line);
    return Stream.concat(Stream.concat(Stream.of(VERSION), lines), Stream.of(end(bindings.size())))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static List<Binding> read(String text) throws Unreadable {
    var lines = text.lines().toList();
    if (lines.size() < 2
        || !lines.getFirst().equals(VERSION)
        || !lines.getLast().equals(end(lines.size() - 2))) {
      throw new Unreadable("not whole, or of another version");
    }
    try {
      return lines.subList(1, lines.size() - 1).stream().map(RegistrationLines::binding).toList();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static String end(int bindings) {
    return "end " + bindings;
  }

  private static String line(Binding binding) {
    var flow = binding.flow();
    var flowId = binding.flowId();
    return Stream.of(
            binding.deviceId(),
            binding.contact(),
            flow.transport(),
            address(flow.local()),
            address(flow.remote()),
            flowId == null ? "" : flowId.instance(),
            flowId == null ? "" : flowId.regId(),
            binding.q(),
            binding.expiresAt(),
            binding.callId(),
            binding.cSeq(),
            String.join("\t", binding.path().hops()))
        .map(field -> encode(field.toString()))
        .collect(Collectors.joining(" "));
  }

  private static Binding binding(String line) {
    var fields = Arrays.stream(line.split(" ", -1)).map(RegistrationLines::decode).toList();
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(fields.size() + " fields");
    }
    return new Binding(
        fields.get(0),
        uri(fields.get(1)),
        new SipFlow(SipTransport.of(fields.get(2)), address(fields.get(3)), address(fields.get(4))),
        path(fields.get(11)),
        flowId(fields.get(5), fields.get(6)),
        Double.parseDouble(fields.get(7)),
        Instant.parse(fields.get(8)),
        fields.get(9),
        Long.parseLong(fields.get(10)),
        true);
  }

  private static SipUri uri(String text) {
    try {
      return SipUri.parse(text);
    } catch (SipParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static @Nullable FlowId flowId(String instance, String regId) {
    return regId.isEmpty() ? null : new FlowId(instance, Integer.parseInt(regId));
  }

  private static ProxyPath path(String hops) {
    return hops.isEmpty() ? ProxyPath.NONE : new ProxyPath(List.of(hops.split("\t")));
  }

  private static String address(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + "|" + address.getPort();
  }

  private static InetSocketAddress address(String text) {
    int bar = text.indexOf('|');
    if (bar < 0) {
      throw new IllegalArgumentException("not an address: " + text);
    }
    return new InetSocketAddress(
        InetAddress.ofLiteral(text.substring(0, bar)), Integer.parseInt(text.substring(bar + 1)));
  }

  private static String encode(String field) {
    return field.isEmpty() ? EMPTY : URLEncoder.encode(field, UTF_8).replace(EMPTY, "%2D");
  }

  private static String decode(String field) {
    return field.equals(EMPTY) ? "" : URLDecoder.decode(field, UTF_8);
  }
}
