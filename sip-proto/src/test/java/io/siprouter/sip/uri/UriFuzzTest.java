package io.siprouter.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.message.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Seeded mutations: whatever a stranger writes is an address, read alike again, or refused. */
class UriFuzzTest {
  private static final int MUTATIONS = 50_000;
  static final List<byte[]> URIS =
      Stream.of(
              "sip:alice@example.com",
              "sips:user;par=u%40example.net@[2001:db8::10]:5061;transport=tcp;lr?Route=%3Csip:b%3E",
              "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:pas$wo~d@example.com",
              "tel:+49-30-1234;phone-context=example.com",
              "urn:service:sos")
          .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
          .toList();
  static final List<byte[]> ADDRESSES =
      Stream.of(
              "\"J \\\"R\\\" Rosenberg\" <sip:jdrosen@example.com;lr>;tag=98;q=0.3",
              "caller<sip:caller@example.com>;expires=3600;tag=323",
              "sip:+19725552222@gw1.example.net;unknownparam",
              "token1~` token2'+_ <sip:mundane@example.com>;x=\"y;z\"")
          .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
          .toList();

  @Test
  void mutatedUrisAreReadAlikeAgain() {
    var mutations = new Mutations(URIS, 20_260_201);
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      read += UriLaws.holdForUri(text(mutations)) ? 1 : 0;
    }

    assertThat(read).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  @Test
  void mutatedAddressesAreReadAlikeAgain() {
    var mutations = new Mutations(ADDRESSES, 20_260_202);
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      read += UriLaws.holdForAddress(text(mutations)) ? 1 : 0;
    }

    assertThat(read).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  private static String text(Mutations mutations) {
    return new String(mutations.next(), StandardCharsets.ISO_8859_1);
  }
}
