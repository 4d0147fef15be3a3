package io.siprouter.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.siprouter.config.number.PhoneNumber;

/** Says whether a number is meant. Compiled once; matching takes linear time. Immutable. */
public sealed interface NumberPattern {
  /** As the schema has it [characters]. */
  int MAX_LENGTH = 200;

  /** Four times the longest number that can be dialled [characters]. */
  int MAX_REGEX_SIZE = 256;

  /** Whether the whole number is meant; an unknown number is the empty string. */
  boolean matches(String number);

  /** Whether a number is meant in the one form or the other: worldwide, or as dialled. */
  default boolean matches(PhoneNumber number) {
    return matches(number.normalised()) || matches(number.dialled());
  }

  /** The one number it names: {@code +4930123} or {@code *43}. */
  record Exact(String number) implements NumberPattern {
    @Override
    public boolean matches(String candidate) {
      return candidate.equals(number);
    }

    @Override
    public String toString() {
      return number;
    }
  }

  /** Every number that begins so: {@code +49*}; {@code *} alone is any number, also none. */
  record Prefix(String prefix) implements NumberPattern {
    @Override
    public boolean matches(String candidate) {
      return candidate.startsWith(prefix);
    }

    @Override
    public String toString() {
      return prefix + "*";
    }
  }

  /** Every number that the expression matches as a whole: {@code /0[1-9][0-9]+/}. RE2 syntax. */
  record Regex(Pattern expression) implements NumberPattern {
    @Override
    public boolean matches(String candidate) {
      return expression.matches(candidate);
    }

    @Override
    public String toString() {
      return "/" + expression + "/";
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with a reason for people when it is none
   */
  static NumberPattern parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a pattern is not empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a pattern has up to " + MAX_LENGTH + " characters");
    }
    if (text.startsWith("/")) {
      return regex(text);
    }
    return text.endsWith("*") ? new Prefix(text.substring(0, text.length() - 1)) : new Exact(text);
  }

  private static Regex regex(String text) {
    if (text.length() < 3 || !text.endsWith("/")) {
      throw new IllegalArgumentException("a regular expression stands between two slashes");
    }
    var expression = text.substring(1, text.length() - 1);
    if (RegexSize.of(expression) > MAX_REGEX_SIZE) {
      throw new IllegalArgumentException(
          "it may stand for up to " + MAX_REGEX_SIZE + " characters, repetitions written out");
    }
    try {
      return new Regex(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
