package io.siprouter.sip.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Our side of one dialog: what we advertise, and the memory that o= and payload types need. */
record LocalSession(
    long sessionId,
    LocalMedia media,
    AudioCapabilities capabilities,
    PayloadNumbers numbers,
    @Nullable SessionDescription lastSent) {

  private static final long FIRST_VERSION = 1;

  static LocalSession of(long sessionId, LocalMedia media, AudioCapabilities capabilities) {
    return new LocalSession(sessionId, media, capabilities, new PayloadNumbers(Map.of()), null);
  }

  /** Every format we have, in the place of the audio line; all other lines stay refused. */
  SessionDescription offer(List<MediaDescription> lines, int audioLine, Direction direction) {
    var formats = new ArrayList<>(capabilities.formats());
    if (capabilities.telephoneEvents()) {
      capabilities.formats().stream()
          .mapToInt(AudioFormat::clockHz)
          .distinct()
          .mapToObj(AudioFormat::telephoneEvent)
          .forEach(formats::add);
    }
    return describe(lines, audioLine, numbers.assign(formats), direction);
  }

  /** One codec, and telephone-event at its clock, under the offer's numbers. */
  SessionDescription answer(
      SessionDescription offer, int audioLine, AudioFormat format, Direction direction) {
    var offered = offer.media().get(audioLine);
    var formats = new ArrayList<>(List.of(format));
    if (capabilities.telephoneEvents()) {
      formats.add(AudioFormat.telephoneEvent(format.clockHz()));
    }
    var numbered = new LinkedHashMap<Integer, AudioFormat>();
    formats.forEach(f -> offered.payloadTypeOf(f).ifPresent(number -> numbered.put(number, f)));
    var allowed = direction.and(offered.effectiveDirection().reversed());
    return describe(offer.media(), audioLine, numbered, allowed);
  }

  /** The version rises by one unless the text is what we sent last. RFC 3264 §8. */
  SessionDescription repeat(SessionDescription description) {
    return revise(description::withOrigin);
  }

  /** What we described before, with the sound of one line flowing another way. */
  SessionDescription turn(SessionDescription described, int audioLine, Direction direction) {
    var formats = described.media().get(audioLine).audioFormats();
    return describe(described.media(), audioLine, formats, direction);
  }

  LocalSession sent(SessionDescription description, int audioLine) {
    var formats = description.media().get(audioLine).audioFormats();
    return new LocalSession(sessionId, media, capabilities, numbers.with(formats), description);
  }

  private SessionDescription describe(
      List<MediaDescription> lines,
      int audioLine,
      Map<Integer, AudioFormat> formats,
      Direction direction) {
    return revise(
        origin -> {
          var builder = SessionDescription.builder(origin, media.connection());
          for (int i = 0; i < Math.max(lines.size(), 1); i++) {
            if (i == audioLine) {
              builder.audio(media.port(), formats);
              builder.attribute("ptime", String.valueOf(capabilities.ptimeMs()));
              builder.direction(direction);
            } else {
              refuse(builder, lines.get(i));
            }
          }
          return builder.build();
        });
  }

  private static void refuse(SessionDescription.Builder builder, MediaDescription line) {
    var formats = line.formats().isEmpty() ? List.of("0") : line.formats();
    builder.media(line.type(), 0, line.protocol(), formats);
  }

  private SessionDescription revise(Function<Origin, SessionDescription> draft) {
    var last = Optional.ofNullable(lastSent);
    long version = last.map(sent -> sent.origin().version()).orElse(FIRST_VERSION);
    var unchanged = draft.apply(origin(version));
    boolean isNew = last.filter(sent -> !sent.equals(unchanged)).isPresent();
    return isNew ? unchanged.withOrigin(origin(version + 1)) : unchanged;
  }

  private Origin origin(long version) {
    return new Origin("-", sessionId, version, media.connection());
  }
}
