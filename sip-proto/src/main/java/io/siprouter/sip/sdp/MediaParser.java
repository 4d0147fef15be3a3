package io.siprouter.sip.sdp;

import io.siprouter.sip.sdp.MediaDescription.AudioAttributes;
import io.siprouter.sip.sdp.MediaDescription.MediaLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads one m= line and the lines that follow it up to the next. */
final class MediaParser {

  private static final int MAX_PAYLOAD_TYPE = 127;
  private static final int MAX_CLOCK_HZ = 1_000_000;
  private static final int MAX_CHANNELS = 255;
  private static final int MAX_PTIME_MS = 10_000;

  private final MediaLine mediaLine;
  private final List<Attribute> attributes = new ArrayList<>();
  private final Map<Integer, AudioFormat> rtpmaps = new HashMap<>(AudioFormat.STATIC);
  private final Map<Integer, String> fmtps = new HashMap<>();
  private @Nullable Connection connection;
  private OptionalInt ptimeMs = OptionalInt.empty();
  private OptionalInt maxPtimeMs = OptionalInt.empty();

  private MediaParser(MediaLine mediaLine) {
    this.mediaLine = mediaLine;
  }

  /**
   * Reads one media section.
   *
   * @param lines begin with the m= line
   */
  static MediaDescription parse(
      List<SdpLine> lines, @Nullable Connection sessionConnection, Direction sessionDirection)
      throws SdpException {
    var parser = new MediaParser(mediaLine(lines.getFirst()));
    for (SdpLine line : lines.subList(1, lines.size())) {
      parser.read(line);
    }
    var connection = parser.connection == null ? sessionConnection : parser.connection;
    if (connection == null && parser.mediaLine.port() != 0) {
      throw lines.getFirst().fault("media without c= line");
    }
    return new MediaDescription(
        parser.mediaLine,
        connection,
        Direction.in(parser.attributes).orElse(sessionDirection),
        parser.attributes,
        parser.audioAttributes());
  }

  private static MediaLine mediaLine(SdpLine line) throws SdpException {
    List<String> words = line.words();
    if (words.size() < 3) {
      throw line.fault("m= has not media, port, protocol");
    }
    if (SdpLine.holdsControl(line.value().strip())) {
      throw line.fault("m= holds a control character");
    }
    int port = port(line, words.get(1));
    var media = new MediaLine(words.getFirst(), port, words.get(2), words.subList(3, words.size()));
    if (media.formats().isEmpty() && port != 0) {
      throw line.fault("m= without formats");
    }
    if (media.isRtp()) {
      for (String format : media.formats()) {
        payloadType(line, format);
      }
    }
    return media;
  }

  private static int port(SdpLine line, String word) throws SdpException {
    int slash = word.indexOf('/');
    if (slash < 0) {
      return line.number(word, 0, 65_535, "port");
    }
    line.number(word.substring(slash + 1), 1, 65_535, "number of ports");
    return line.number(word.substring(0, slash), 0, 65_535, "port");
  }

  private static int payloadType(SdpLine line, String word) throws SdpException {
    return line.number(word, 0, MAX_PAYLOAD_TYPE, "payload type");
  }

  private void read(SdpLine line) throws SdpException {
    switch (line.type()) {
      case 'a' -> readAttribute(line, Attribute.of(line));
      case 'c' -> connection = connection == null ? Connection.of(line) : connection;
      case 'v', 'o', 's', 't' -> throw line.fault("session line after m= line");
      default -> {}
    }
  }

  private void readAttribute(SdpLine line, Attribute attribute) throws SdpException {
    attributes.add(attribute);
    if (!mediaLine.type().equals("audio") || !mediaLine.isRtp()) {
      return;
    }
    String value = attribute.value();
    switch (attribute.name()) {
      case "rtpmap" -> readRtpmap(line, SdpLine.words(value, 3));
      case "fmtp" -> readFmtp(line, SdpLine.words(value, 2));
      case "ptime" -> ptimeMs = packetTime(line, value);
      case "maxptime" -> maxPtimeMs = packetTime(line, value);
      default -> {}
    }
  }

  private void readRtpmap(SdpLine line, List<String> words) throws SdpException {
    int payloadType = payloadType(line, first(words));
    String[] format = words.size() == 2 ? words.getLast().split("/", -1) : new String[0];
    if (format.length < 2 || format.length > 3 || format[0].isEmpty()) {
      throw line.fault("rtpmap is not <payload type> <encoding>/<clock>");
    }
    int clockHz = line.number(format[1], 1, MAX_CLOCK_HZ, "clock");
    int channels = format.length == 2 ? 1 : line.number(format[2], 1, MAX_CHANNELS, "channels");
    rtpmaps.put(payloadType, new AudioFormat(format[0], clockHz, channels, ""));
  }

  private void readFmtp(SdpLine line, List<String> words) throws SdpException {
    fmtps.put(payloadType(line, first(words)), words.size() == 2 ? words.getLast() : "");
  }

  private static String first(List<String> words) {
    return words.isEmpty() ? "" : words.getFirst();
  }

  /** RFC 8866 §6.4 allows a fraction; we send whole milliseconds only. */
  private static OptionalInt packetTime(SdpLine line, String value) throws SdpException {
    String number = value.strip();
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    int packetTimeMs = line.number(whole, 0, MAX_PTIME_MS, "packet time");
    return packetTimeMs == 0 ? OptionalInt.empty() : OptionalInt.of(packetTimeMs);
  }

  private AudioAttributes audioAttributes() {
    if (!mediaLine.type().equals("audio") || !mediaLine.isRtp()) {
      return AudioAttributes.NONE;
    }
    var formats = new LinkedHashMap<Integer, AudioFormat>();
    for (String word : mediaLine.formats()) {
      int payloadType = Integer.parseInt(word);
      var format = rtpmaps.get(payloadType);
      if (format != null) {
        formats.put(payloadType, format.withFmtp(fmtps.getOrDefault(payloadType, "")));
      }
    }
    return new AudioAttributes(formats, ptimeMs, maxPtimeMs);
  }
}
