package io.siprouter.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ;name=value} parameters of a URI or a header, in order. Names compare without case.
 * RFC 3261 §25.1 generic-param, uri-parameters.
 */
public record Params(List<Param> entries) {
  public static final Params NONE = new Params(List.of());
  private static final int MAX_PARAMS = 64;
  private static final String MARKS_IN_URI_PARAMETERS = "[]/:&$";

  /**
   * One parameter.
   *
   * @param value as written, so quoted if it was; empty if the parameter is a mere flag
   */
  public record Param(String name, String value) {
    public Param {
      if (name.isEmpty() || !Syntax.isOneLine(name) || !Syntax.isOneLine(value)) {
        throw new IllegalArgumentException("Not a parameter: " + name + '=' + value);
      }
    }

    boolean is(String otherName) {
      return Syntax.sameName(name, otherName);
    }

    @Override
    public String toString() {
      return value.isEmpty() ? name : name + '=' + value;
    }
  }

  public Params {
    entries = List.copyOf(entries);
  }

  /**
   * Reads what follows {@code start}: nothing, or up to 64 parameters that each begin with a
   * semicolon. A name that comes twice is refused, since another parser may take the other one.
   */
  public static Params parse(String text, int start) throws SipParseException {
    int i = Syntax.skipSpace(text, start);
    if (i == text.length()) {
      return NONE;
    }
    List<Param> entries = new ArrayList<>();
    while (i < text.length()) {
      if (text.charAt(i) != ';') {
        throw new SipParseException("Unexpected text before parameters", i);
      }
      i = parseOne(text, Syntax.skipSpace(text, i + 1), entries);
    }
    return new Params(entries);
  }

  private static int parseOne(String text, int start, List<Param> entries)
      throws SipParseException {
    int nameEnd = start;
    while (nameEnd < text.length() && isNameChar(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd == start) {
      throw new SipParseException("Parameter without name", start);
    }
    String name = text.substring(start, nameEnd);
    if (entries.size() == MAX_PARAMS || find(entries, name) != null) {
      throw new SipParseException("Repeated or too many parameters", start);
    }
    int i = Syntax.skipSpace(text, nameEnd);
    int valueStart = i;
    if (i < text.length() && text.charAt(i) == '=') {
      valueStart = Syntax.skipSpace(text, i + 1);
      i = endOfValue(text, valueStart);
    }
    entries.add(new Param(name, text.substring(valueStart, i)));
    return Syntax.skipSpace(text, i);
  }

  private static int endOfValue(String text, int start) throws SipParseException {
    if (start < text.length() && text.charAt(start) == '"') {
      return Syntax.endOfQuoted(text, start);
    }
    int i = start;
    while (i < text.length() && isValueChar(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isNameChar(char c) {
    return Syntax.isTokenChar(c) || MARKS_IN_URI_PARAMETERS.indexOf(c) >= 0;
  }

  private static boolean isValueChar(char c) {
    return c > ' ' && c != ';' && c != '"' && c != '<' && c != '>';
  }

  /** The value without its quotes; empty if the parameter is missing or a mere flag. */
  public Optional<String> value(String name) {
    Param param = find(entries, name);
    return param == null || param.value().isEmpty()
        ? Optional.empty()
        : Optional.of(Syntax.unquote(param.value()));
  }

  public boolean contains(String name) {
    return find(entries, name) != null;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * With this value in place of any earlier one; a value that is no token gets quotes if needed.
   */
  public Params with(String name, String value) {
    var param = new Param(name, needsQuotes(value) ? Syntax.quote(value) : value);
    List<Param> changed = new ArrayList<>(entries);
    changed.replaceAll(old -> old.is(name) ? param : old);
    if (!contains(name)) {
      changed.add(param);
    }
    return new Params(changed);
  }

  /** With this parameter as a mere flag, as in {@code ;lr}. */
  public Params withFlag(String name) {
    return with(name, "");
  }

  public Params without(String name) {
    return contains(name)
        ? new Params(entries.stream().filter(param -> !param.is(name)).toList())
        : this;
  }

  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isValueChar(c) || c == ',') {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Param find(List<Param> entries, String name) {
    for (Param param : entries) {
      if (param.is(name)) {
        return param;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Param param : entries) {
      text.append(';').append(param.name());
      if (!param.value().isEmpty()) {
        text.append('=').append(param.value());
      }
    }
    return text.toString();
  }
}
