package io.siprouter.core.trace;

import io.siprouter.core.event.ServerEvent.DigitReceived;
import io.siprouter.core.event.ServerEvent.LegQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened on a leg beside its SIP. Immutable.
 *
 * @param kind what stands at the far end; empty before the leg is added
 * @param remote who does, for people; empty before that
 */
record LegStory(String kind, String remote, List<Digit> digits, List<MediaSpan> spans) {
  /** Nobody presses so many keys or changes codecs so often who means well. */
  private static final int MOST = 200;

  static final LegStory NONE = new LegStory("", "", List.of(), List.of());

  /** A key that was pressed. */
  record Digit(Instant at, char digit, int durationMs) {}

  LegStory {
    digits = List.copyOf(digits);
    spans = List.copyOf(spans);
  }

  LegStory named(String itsKind, String itsRemote) {
    return new LegStory(itsKind, itsRemote, digits, spans);
  }

  LegStory pressed(Instant at, DigitReceived event) {
    return digits.size() >= MOST
        ? this
        : new LegStory(
            kind, remote, with(digits, new Digit(at, event.digit(), event.durationMs())), spans);
  }

  /** Media begins with the codec that is agreed, early or answered, or anew with another one. */
  LegStory agreed(Instant at, String codec) {
    if (codec.isEmpty() || spans.size() >= MOST) {
      return this;
    }
    if (spans.isEmpty()) {
      return withSpans(List.of(MediaSpan.first(at, codec)));
    }
    var last = spans.getLast();
    return last.codec().equals(codec) ? this : withSpans(with(spans, last.followedBy(at, codec)));
  }

  /** Media has gone on until now. */
  LegStory heard(Instant at, LegQuality quality) {
    var begun = agreed(at, quality.codec());
    if (begun.spans.isEmpty() || !begun.spans.getLast().codec().equals(quality.codec())) {
      return begun;
    }
    var last = begun.spans.getLast().until(at, quality);
    return withSpans(with(begun.spans.subList(0, begun.spans.size() - 1), last));
  }

  private LegStory withSpans(List<MediaSpan> others) {
    return new LegStory(kind, remote, digits, others);
  }

  private static <T> List<T> with(List<T> list, T one) {
    var longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
