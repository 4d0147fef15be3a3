package io.siprouter.sip.uri;

import io.siprouter.sip.Params;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The value of From, To, Contact, Route and their like: whom, under which name, with which
 * parameters. RFC 3261 §20.10.
 *
 * @param displayName without quotes and escapes, empty if there is none
 * @param params those of the header, outside of {@code <>}
 */
public record NameAddr(String displayName, Uri uri, Params params) {

  public NameAddr {
    if (!Syntax.isOneLine(displayName)) {
      throw new IllegalArgumentException("Line break in a display name");
    }
  }

  public static NameAddr of(Uri uri) {
    return new NameAddr("", uri, Params.NONE);
  }

  public static NameAddr of(String displayName, Uri uri) {
    return new NameAddr(displayName, uri, Params.NONE);
  }

  /** Reads one value, with or without {@code <>} around the URI. */
  public static NameAddr parse(String value) throws SipParseException {
    int start = Syntax.skipSpace(value, 0);
    boolean quoted = start < value.length() && value.charAt(start) == '"';
    int nameEnd = quoted ? Syntax.endOfQuoted(value, start) : start;
    int open = value.indexOf('<', nameEnd);
    return open < 0 ? parseBare(value, start) : parseBracketed(value, start, nameEnd, open);
  }

  private static NameAddr parseBracketed(String value, int start, int quotedEnd, int open)
      throws SipParseException {
    int close = value.indexOf('>', open);
    if (close < 0) {
      throw new SipParseException("Missing > in an address", open);
    }
    String name =
        quotedEnd > start
            ? quotedName(value, start, quotedEnd, open)
            : tokensName(value, start, open);
    Uri uri = Uri.parse(value.substring(open + 1, close));
    return new NameAddr(name, uri, Params.parse(value, close + 1));
  }

  private static String quotedName(String value, int start, int end, int open)
      throws SipParseException {
    if (Syntax.skipSpace(value, end) != open) {
      throw new SipParseException("Text between display name and URI", end);
    }
    return Syntax.unquote(value.substring(start, end));
  }

  /** Non-ASCII letters are taken too, though the grammar wants them in quotes: phones send them. */
  private static String tokensName(String value, int start, int open) throws SipParseException {
    for (int i = start; i < open; i++) {
      char c = value.charAt(i);
      if (!Syntax.isTokenChar(c) && !Syntax.isSpace(c) && c < 128) {
        throw new SipParseException("Display name needs quotes", i);
      }
    }
    return Syntax.trim(value, start, open);
  }

  private static NameAddr parseBare(String value, int start) throws SipParseException {
    int semicolon = value.indexOf(';', start);
    int end = semicolon < 0 ? value.length() : semicolon;
    String uri = Syntax.trim(value, start, end);
    if (uri.indexOf('?') >= 0 || uri.indexOf(',') >= 0) {
      throw new SipParseException("URI needs <>", start);
    }
    return new NameAddr("", Uri.parse(uri), Params.parse(value, end));
  }

  public Optional<SipUri> sipUri() {
    return uri.sip();
  }

  public Optional<String> tag() {
    return params.value("tag");
  }

  public NameAddr withTag(String tag) {
    return withParam("tag", tag);
  }

  /** The expires parameter of a Contact [s]; empty if missing or not a number. */
  public OptionalLong expires() {
    return params
        .value("expires")
        .map(text -> Syntax.number(text, Integer.MAX_VALUE))
        .orElse(OptionalLong.empty());
  }

  public NameAddr withParam(String name, String value) {
    return new NameAddr(displayName, uri, params.with(name, value));
  }

  public NameAddr withoutParam(String name) {
    return new NameAddr(displayName, uri, params.without(name));
  }

  public NameAddr withUri(Uri other) {
    return new NameAddr(displayName, other, params);
  }

  public NameAddr withDisplayName(String name) {
    return new NameAddr(name, uri, params);
  }

  /** Always with {@code <>}, so that parameters cannot change sides. */
  @Override
  public String toString() {
    String name = displayName.isEmpty() ? "" : Syntax.quote(displayName) + ' ';
    return name + '<' + uri + '>' + params;
  }
}
