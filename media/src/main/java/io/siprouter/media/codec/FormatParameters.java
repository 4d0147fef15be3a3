package io.siprouter.media.codec;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The parameters of an {@code fmtp} line; what cannot be read is as if it were not there. */
record FormatParameters(Map<String, String> values) {

  FormatParameters {
    values = Map.copyOf(values);
  }

  /** Reads {@code name=value} pairs with semicolons between them; the first of a name counts. */
  static FormatParameters parse(String fmtp) {
    var values = new HashMap<String, String>();
    for (var parameter : fmtp.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        var name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        values.putIfAbsent(name, parameter.substring(equals + 1).strip());
      }
    }
    return new FormatParameters(values);
  }

  boolean isSet(String name) {
    return "1".equals(values.get(name));
  }

  /** A whole number of up to nine digits. */
  int number(String name, int otherwise) {
    var text = values.getOrDefault(name, "");
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }
}
