package io.siprouter.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole SDP text. Liberal where phones are: t= may be missing, s= empty, session lines
 * after s= in any order. RFC 8866 §5.
 */
final class SdpParser {

  private static final int HEAD_LINES = 3; // v= o= s=, in this order

  private final String text;
  private final List<SdpLine> lines;
  private final List<Attribute> attributes = new ArrayList<>();
  private @Nullable Connection connection;

  private SdpParser(String text, List<SdpLine> lines) {
    this.text = text;
    this.lines = lines;
  }

  static SessionDescription parse(String text, SdpLimits limits) throws SdpException {
    return new SdpParser(text, SdpLines.split(text, limits)).parse(limits);
  }

  private SessionDescription parse(SdpLimits limits) throws SdpException {
    var origin = readHead();
    List<Integer> starts = mediaStarts(limits);
    for (SdpLine line : lines.subList(HEAD_LINES, starts.getFirst())) {
      read(line);
    }
    var media = new ArrayList<MediaDescription>();
    var direction = Direction.in(attributes).orElse(Direction.SENDRECV);
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
      media.add(MediaParser.parse(lines.subList(starts.get(i), end), connection, direction));
    }
    return new SessionDescription(text, origin, connection, attributes, media);
  }

  private Origin readHead() throws SdpException {
    requireType(0, 'v');
    requireType(1, 'o');
    requireType(2, 's');
    if (!lines.getFirst().value().strip().equals("0")) {
      throw lines.getFirst().fault("version is not 0");
    }
    return Origin.of(lines.get(1));
  }

  private void requireType(int index, char type) throws SdpException {
    if (index >= lines.size()) {
      throw new SdpException("text ends before " + type + "= line", text.length());
    }
    if (!lines.get(index).is(type)) {
      throw lines.get(index).fault("line in place of " + type + "=");
    }
  }

  private List<Integer> mediaStarts(SdpLimits limits) throws SdpException {
    var starts = new ArrayList<Integer>();
    for (int i = HEAD_LINES; i < lines.size(); i++) {
      if (lines.get(i).is('m')) {
        starts.add(i);
      }
    }
    if (starts.isEmpty()) {
      throw new SdpException("no m= line", text.length());
    }
    if (starts.size() > limits.maxMedia()) {
      throw lines.get(starts.get(limits.maxMedia())).fault("too many m= lines");
    }
    return starts;
  }

  private void read(SdpLine line) throws SdpException {
    switch (line.type()) {
      case 'a' -> attributes.add(Attribute.of(line));
      case 'c' -> readConnection(line);
      case 't' -> checkTime(line);
      case 'v', 'o', 's' -> throw line.fault("line comes twice");
      default -> {}
    }
  }

  private void readConnection(SdpLine line) throws SdpException {
    if (connection != null) {
      throw line.fault("line comes twice");
    }
    connection = Connection.of(line);
  }

  private static void checkTime(SdpLine line) throws SdpException {
    List<String> words = line.words();
    if (!words.isEmpty() && (words.size() != 2 || !words.stream().allMatch(SdpLine::isDigits))) {
      throw line.fault("t= is not two numbers");
    }
  }
}
