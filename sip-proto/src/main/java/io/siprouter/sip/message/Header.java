package io.siprouter.sip.message;

import io.siprouter.sip.Syntax;

/**
 * One header line.
 *
 * @param name as written, so possibly the compact form
 * @param value unfolded and trimmed; possibly a list of values
 */
public record Header(String name, String value) {

  /** No line break can get in, so no value can smuggle another header into a message. */
  public Header {
    if (!Syntax.isToken(name)) {
      throw new IllegalArgumentException("Not a header name: " + name);
    }
    if (!Syntax.isOneLine(value)) {
      throw new IllegalArgumentException("Line break in header " + name);
    }
  }

  /** Whether this is the header of that name, long or compact, in whatever case. */
  public boolean is(String otherName) {
    return HeaderName.same(name, otherName);
  }

  /** The long name in its usual spelling. */
  public String canonicalName() {
    return HeaderName.canonical(name);
  }

  @Override
  public String toString() {
    return name + ": " + value;
  }
}
