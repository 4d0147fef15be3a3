package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final Headers HEADERS =
      Headers.of(
          List.of(
              new Header("v", "SIP/2.0/UDP a;branch=1, SIP/2.0/UDP b;branch=2"),
              new Header("Subject", "lunch, then"),
              new Header("VIA", "SIP/2.0/UDP c;branch=3"),
              new Header("k", "timer, 100rel"),
              new Header("m", "\"Bell, \\\"A\\\"\" <sip:a,b@c>;q=1 ,  <sip:d>")));

  @Test
  void compactNameAndLongNameAreOne() {
    assertThat(HEADERS.all("Via")).hasSize(2);
    assertThat(HEADERS.count("V")).isEqualTo(2);
    assertThat(HEADERS.first("s")).hasValue("lunch, then");
    assertThat(HEADERS.contains("f")).isFalse();
    assertThat(HEADERS.lists("Supported", "100REL")).isTrue();
  }

  @Test
  void listsSplitOutsideOfQuotesAndBrackets() {
    assertThat(HEADERS.values("Contact"))
        .containsExactly("\"Bell, \\\"A\\\"\" <sip:a,b@c>;q=1", "<sip:d>");
    assertThat(HEADERS.values("Via")).hasSize(3);
  }

  @Test
  void withReplacesInPlaceAndKeepsTheNameAsWritten() {
    Headers changed = HEADERS.with("Via", "x");

    assertThat(changed.entries().getFirst()).isEqualTo(new Header("v", "x"));
    assertThat(changed.count("Via")).isOne();
    assertThat(changed.with("Expires", "60").entries().getLast().name()).isEqualTo("Expires");
  }

  @Test
  void linesAreAddedBelowAndAboveTheirLikes() {
    assertThat(HEADERS.withAdded("Via", "last").all("Via").getLast()).isEqualTo("last");
    assertThat(HEADERS.withFirst("Via", "first").all("Via").getFirst()).isEqualTo("first");
    assertThat(HEADERS.withFirst("Route", "<sip:p>").entries().getFirst().name())
        .isEqualTo("Route");
    assertThat(HEADERS.without("Via").entries()).hasSize(3);
  }

  @Test
  void lineBreakCannotSmuggleAnotherHeader() {
    assertThatThrownBy(() -> HEADERS.with("Subject", "x\r\nRoute: <sip:evil>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Header("Sub ject", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
