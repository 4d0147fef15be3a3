package io.siprouter.sip.sdp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One m= line with what belongs to it; immutable. RFC 8866 §5.14. */
public final class MediaDescription {

  private final MediaLine line;
  private final @Nullable Connection connection;
  private final Direction direction;
  private final List<Attribute> attributes;
  private final AudioAttributes audio;

  MediaDescription(
      MediaLine line,
      @Nullable Connection connection,
      Direction direction,
      List<Attribute> attributes,
      AudioAttributes audio) {
    this.line = line;
    this.connection = connection;
    this.direction = direction;
    this.attributes = List.copyOf(attributes);
    this.audio = audio;
  }

  /** Such as {@code audio}. */
  public String type() {
    return line.type();
  }

  public boolean isAudio() {
    return type().equals("audio");
  }

  /** [0..65535]; 0 says that the line is refused or not in use. */
  public int port() {
    return line.port();
  }

  /** Such as {@code RTP/AVP}. */
  public String protocol() {
    return line.protocol();
  }

  /** Payload types, or whatever the protocol calls its formats, in the sender's order. */
  public List<String> formats() {
    return line.formats();
  }

  /** The c= line in force: this media's own, or the session's. */
  public Optional<Connection> connection() {
    return Optional.ofNullable(connection);
  }

  /** As written here, or for the session, or {@code sendrecv}. */
  public Direction direction() {
    return direction;
  }

  /** The direction, less receiving where the address is 0.0.0.0. */
  public Direction effectiveDirection() {
    boolean unreachable = connection != null && connection.isUnspecified();
    return unreachable ? direction.and(Direction.SENDONLY) : direction;
  }

  /** This media's own attributes, known and unknown. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** The value of the first attribute of that name; empty text for a property. */
  public Optional<String> attribute(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).findFirst().map(Attribute::value);
  }

  /** Audio over RTP by payload type, in the sender's order; numbers without meaning left out. */
  public Map<Integer, AudioFormat> audioFormats() {
    return audio.formats();
  }

  /** Packet time the sender of this SDP would like to receive [ms]. */
  public OptionalInt ptimeMs() {
    return audio.ptimeMs();
  }

  /** Longest packet the sender of this SDP can receive [ms]. */
  public OptionalInt maxPtimeMs() {
    return audio.maxPtimeMs();
  }

  OptionalInt payloadTypeOf(AudioFormat format) {
    return audio.formats().entrySet().stream()
        .filter(e -> e.getValue().matches(format))
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  /** The m= line's words. */
  record MediaLine(String type, int port, String protocol, List<String> formats) {

    boolean isRtp() {
      return protocol.contains("RTP/");
    }
  }

  /** What the attributes of an RTP audio line say. */
  record AudioAttributes(
      Map<Integer, AudioFormat> formats, OptionalInt ptimeMs, OptionalInt maxPtimeMs) {

    static final AudioAttributes NONE =
        new AudioAttributes(Map.of(), OptionalInt.empty(), OptionalInt.empty());

    AudioAttributes {
      formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
    }
  }
}
