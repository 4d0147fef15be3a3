package io.siprouter.sip.sdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An SDP text and what it says; immutable. {@link #toString()} is the text as it was read, byte for
 * byte. RFC 8866.
 */
public final class SessionDescription {

  /** What we write answers a text that was bounded when it was read. */
  private static final SdpLimits OWN_TEXT =
      new SdpLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final String text;
  private final Origin origin;
  private final @Nullable Connection connection;
  private final List<Attribute> attributes;
  private final List<MediaDescription> media;

  SessionDescription(
      String text,
      Origin origin,
      @Nullable Connection connection,
      List<Attribute> attributes,
      List<MediaDescription> media) {
    this.text = text;
    this.origin = origin;
    this.connection = connection;
    this.attributes = List.copyOf(attributes);
    this.media = List.copyOf(media);
  }

  /** Reads a text within {@link SdpLimits#DEFAULT}. */
  public static SessionDescription parse(String text) throws SdpException {
    return parse(text, SdpLimits.DEFAULT);
  }

  public static SessionDescription parse(String text, SdpLimits limits) throws SdpException {
    return SdpParser.parse(text, limits);
  }

  /** Starts a description with its v=, o=, s=, c= and t= lines. */
  public static Builder builder(Origin origin, Connection connection) {
    return new Builder(origin, connection);
  }

  public Origin origin() {
    return origin;
  }

  /** The session's c= line; what is in force for one media, that media says. */
  public Optional<Connection> connection() {
    return Optional.ofNullable(connection);
  }

  /** The session's attributes, known and unknown. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** At least one. */
  public List<MediaDescription> media() {
    return media;
  }

  /** The same text with another o= line. */
  SessionDescription withOrigin(Origin other) {
    int start = text.indexOf('\n') + 1;
    int feed = text.indexOf('\n', start);
    int end = text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
    return parseOwn(text.substring(0, start) + "o=" + other + text.substring(end));
  }

  private static SessionDescription parseOwn(String text) {
    try {
      return parse(text, OWN_TEXT);
    } catch (SdpException e) {
      throw new IllegalArgumentException("not a valid description: " + text, e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionDescription that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  /** Writes a description line by line; attributes belong to the media opened last. */
  public static final class Builder {

    private final StringBuilder text = new StringBuilder();

    private Builder(Origin origin, Connection connection) {
      line("v=0");
      line("o=" + origin);
      line("s=-");
      line("c=" + connection);
      line("t=0 0");
    }

    public Builder media(String type, int port, String protocol, List<String> formats) {
      return line("m=" + type + " " + port + " " + protocol + " " + String.join(" ", formats));
    }

    /** Opens an RTP audio line with rtpmap and fmtp of each payload type. */
    public Builder audio(int port, Map<Integer, AudioFormat> formats) {
      media("audio", port, "RTP/AVP", formats.keySet().stream().map(String::valueOf).toList());
      formats.forEach((number, format) -> attribute("rtpmap", number + " " + format.rtpmap()));
      formats.forEach(this::fmtp);
      return this;
    }

    private void fmtp(int number, AudioFormat format) {
      if (!format.fmtp().isEmpty()) {
        attribute("fmtp", number + " " + format.fmtp());
      }
    }

    public Builder attribute(String name, String value) {
      return line("a=" + name + ":" + value);
    }

    public Builder direction(Direction direction) {
      return line("a=" + direction.token());
    }

    private Builder line(String line) {
      if (SdpLine.holdsControl(line)) {
        throw new IllegalArgumentException("control character in: " + line);
      }
      text.append(line).append("\r\n");
      return this;
    }

    /** Reads what was written, so nothing leaves us that we would not accept ourselves. */
    public SessionDescription build() {
      return parseOwn(text.toString());
    }
  }
}
