package io.siprouter.sip.sdp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which payload type stood last for which format in what we sent, one for each format. A number
 * keeps its meaning for the life of a session. RFC 3264 §8.3.2.
 */
record PayloadNumbers(Map<Integer, AudioFormat> used) {

  private static final int USUAL_TELEPHONE_EVENT = 101;
  private static final int FIRST_DYNAMIC = 96;
  private static final int LAST_DYNAMIC = 127;

  PayloadNumbers {
    used = Map.copyOf(used);
  }

  PayloadNumbers with(Map<Integer, AudioFormat> sent) {
    var all = new HashMap<>(used);
    all.values().removeIf(known -> sent.values().stream().anyMatch(known::matches));
    all.putAll(sent);
    return new PayloadNumbers(all);
  }

  /** Numbers for an offer, in the order of the formats. */
  Map<Integer, AudioFormat> assign(List<AudioFormat> formats) {
    var assigned = new LinkedHashMap<Integer, AudioFormat>();
    formats.forEach(format -> assigned.put(numberFor(format, assigned), format));
    return assigned;
  }

  private int numberFor(AudioFormat format, Map<Integer, AudioFormat> assigned) {
    return IntStream.concat(
            IntStream.concat(numbersOf(format, used), numbersOf(format, AudioFormat.STATIC)),
            freeNumbers(format))
        .filter(number -> !assigned.containsKey(number))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no payload type left for " + format));
  }

  private static IntStream numbersOf(AudioFormat format, Map<Integer, AudioFormat> numbers) {
    return numbers.entrySet().stream()
        .filter(e -> e.getValue().matches(format))
        .mapToInt(Map.Entry::getKey)
        .sorted();
  }

  private IntStream freeNumbers(AudioFormat format) {
    var dynamic = IntStream.rangeClosed(FIRST_DYNAMIC, LAST_DYNAMIC);
    var wished = format.isTelephoneEvent() ? IntStream.of(USUAL_TELEPHONE_EVENT) : IntStream.of();
    return IntStream.concat(wished, dynamic.filter(n -> n != USUAL_TELEPHONE_EVENT))
        .filter(number -> !used.containsKey(number));
  }
}
