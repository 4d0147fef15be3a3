package io.siprouter.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;

/** What holds for whatever text a stranger writes. */
final class UriLaws {

  private UriLaws() {}

  /** It is a URI that is read alike again, or refused; whether it is one. */
  static boolean holdForUri(String text) {
    try {
      Uri uri = Uri.parse(text);
      assertThat(Uri.parse(uri.toString()).toString()).isEqualTo(uri.toString());
      uri.sip().ifPresent(UriLaws::readAll);
      return true;
    } catch (SipParseException _) {
      return false;
    }
  }

  private static void readAll(SipUri uri) {
    assertThat(uri).isEqualTo(uri.withParams(uri.params())).hasSameHashCodeAs(uri);
    assertThat(uri.isEquivalentTo(uri)).isTrue();
    assertThat(uri.host()).isNotEmpty();
    assertThat(uri.user().isPresent() || uri.password().isEmpty()).isTrue();
    assertThat(uri.header("Route")).isNotNull();
  }

  /** It is an address that is read alike again, or refused; whether it is one. */
  static boolean holdForAddress(String text) {
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      return false;
    }
    try {
      NameAddr address = NameAddr.parse(text);
      NameAddr again = NameAddr.parse(address.toString());
      assertThat(again.toString()).isEqualTo(address.toString());
      assertThat(again.tag()).isEqualTo(address.tag());
      assertThat(again.displayName()).isEqualTo(address.displayName());
      return true;
    } catch (SipParseException _) {
      return false;
    }
  }
}
