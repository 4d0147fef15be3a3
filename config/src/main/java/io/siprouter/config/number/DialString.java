package io.siprouter.config.number;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands in the user part of a URI or in a {@code tel:} URI, taken apart. RFC 3966 §3.
 *
 * @param number without visual separators, or the text as it is where it is no number
 * @param context what the number belongs to, as in {@code ;phone-context=+49}
 */
record DialString(String number, Optional<String> context) {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0()./-]");
  private static final Pattern DIALABLE = Pattern.compile("\\+?[0-9*#]+");
  private static final Pattern GLOBAL = Pattern.compile("\\+[0-9]+");

  /** The national prefix of people who write both forms at once: {@code +49 (0)30 123}. */
  private static final Pattern OPTIONAL_ZERO = Pattern.compile("\\(\\s*0\\s*\\)");

  static DialString parse(String text) {
    var parts = withoutScheme(text.strip()).split(";");
    return parts.length == 0
        ? new DialString("", Optional.empty())
        : new DialString(bare(parts[0]), context(parts));
  }

  private static String withoutScheme(String text) {
    return text.regionMatches(true, 0, "tel:", 0, 4) ? text.substring(4) : text;
  }

  private static String bare(String text) {
    var digits = SEPARATORS.matcher(withoutOptionalZero(text)).replaceAll("");
    return DIALABLE.matcher(digits).matches() ? digits : text;
  }

  private static String withoutOptionalZero(String text) {
    var international = text.startsWith("+") || text.startsWith("00");
    return international ? OPTIONAL_ZERO.matcher(text).replaceFirst("") : text;
  }

  private static Optional<String> context(String[] parts) {
    return Stream.of(parts)
        .skip(1)
        .filter(param -> param.toLowerCase(Locale.ROOT).startsWith("phone-context="))
        .map(param -> bare(param.substring("phone-context=".length())))
        .filter(context -> GLOBAL.matcher(context).matches())
        .findFirst();
  }
}
