package io.siprouter.sip.message;

import io.siprouter.sip.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is left of a request that cannot be read: its first line and the headers that an answer
 * repeats. Good for nothing but to refuse it. RFC 3261 §8.2.6.2.
 */
final class Remains {
  private static final int MAX_VIAS = 20;
  private static final List<String> ONCE = List.of("From", "To", "Call-ID", "CSeq");
  private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]++");
  private static final Pattern VISIBLE = Pattern.compile("[^\\p{Cntrl}]++");

  private Remains() {}

  /** Empty unless all is there, in the bytes that a message may have. */
  static Optional<SipRequest> of(byte[] bytes, int start, int end, SipLimits limits) {
    int length = Math.min(end - start, limits.messageBytes());
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    String line = text.lines().findFirst().orElse("");
    int methodEnd = Syntax.endOfToken(line, 0);
    int uriEnd = line.length() - " SIP/2.0".length();
    if (methodEnd == 0 || uriEnd <= methodEnd || !line.endsWith(' ' + SipMessage.VERSION)) {
      return Optional.empty();
    }
    Headers headers = headers(text, limits);
    byte[] wire = Arrays.copyOfRange(bytes, start, end);
    return isEnough(headers)
        ? Optional.of(
            new SipRequest(
                line.substring(0, methodEnd),
                line.substring(methodEnd + 1, uriEnd),
                SipMessage.VERSION,
                headers,
                new byte[0],
                wire))
        : Optional.empty();
  }

  private static Headers headers(String text, SipLimits limits) {
    return Headers.of(
        FOLD.matcher(text)
            .replaceAll(" ")
            .lines()
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .filter(line -> line.length() <= limits.lineBytes())
            .flatMap(line -> header(line).stream())
            .filter(header -> header.is("Via") || ONCE.stream().anyMatch(header::is))
            .filter(header -> VISIBLE.matcher(header.value()).matches())
            .toList());
  }

  private static Optional<Header> header(String line) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : Syntax.trim(line, 0, colon);
    return Syntax.isToken(name)
        ? Optional.of(new Header(name, Syntax.trim(line, colon + 1, line.length())))
        : Optional.empty();
  }

  private static boolean isEnough(Headers headers) {
    int vias = headers.count("Via");
    return vias > 0 && vias <= MAX_VIAS && ONCE.stream().allMatch(name -> headers.count(name) == 1);
  }
}
