package io.siprouter.control.docs;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the shortened texts of a document stand for. An ellipsis stands for anything; a word that is
 * shortened by one, for example {@code …-17}, stands for the same wherever it comes again. One
 * thread.
 */
final class Names {

  private static final String ELLIPSIS = "…";
  private static final Pattern NAME = Pattern.compile("(?=.*…)(?=.*\\w)[\\w…-]{3,}");

  private final Map<String, String> meanings = new LinkedHashMap<>();

  /** One that knows the same, for what may turn out to be something else. */
  Names copy() {
    var copy = new Names();
    copy.learn(this);
    return copy;
  }

  void learn(Names other) {
    meanings.putAll(other.meanings);
  }

  /** Whether a text may be what is shown, which it is from now on. */
  boolean accept(String shown, String real) {
    if (!real.matches("(?s)" + Pattern.quote(shown).replace(ELLIPSIS, "\\E.*\\Q"))) {
      return false;
    }
    return !NAME.matcher(shown).matches()
        || meanings.computeIfAbsent(shown, _ -> real).equals(real);
  }

  /** The text with all that is shortened in it written out. */
  String fill(String text) {
    var filled = text;
    var longestFirst = Comparator.comparingInt(String::length).reversed();
    for (var name : meanings.keySet().stream().sorted(longestFirst).toList()) {
      filled = filled.replace(name, meanings.getOrDefault(name, name));
    }
    return filled;
  }
}
