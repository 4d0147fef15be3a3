package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses are those of the test vectors of RFC 5769 §2.2 and §2.3. */
class StunBindingTest {

  private static final String COOKIE = "2112a442";
  private static final String TRANSACTION = "b7e7a701bc34d686fa87dfae";
  private static final String REQUEST = "00010000" + COOKIE + TRANSACTION;
  private static final InetSocketAddress IPV4 = new InetSocketAddress("192.0.2.1", 32_853);
  private static final InetSocketAddress IPV6 =
      new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32_853);

  @Test
  void sourceIsToldInDisguise() {
    assertThat(answer(REQUEST, IPV4))
        .isEqualTo("0101000c" + COOKIE + TRANSACTION + "00200008" + "0001a147e112a643");
  }

  @Test
  void sourceMayBeIpv6() {
    assertThat(answer(REQUEST, IPV6))
        .isEqualTo(
            "01010018"
                + COOKIE
                + TRANSACTION
                + "00200014"
                + "0002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
  }

  @Test
  void optionalAttributesArePassedOver() {
    var software = "8022000474657374";

    assertThat(answer("00010008" + COOKIE + TRANSACTION + software, IPV4)).startsWith("0101");
  }

  @Test
  void requiredAttributesThatWeDoNotKnowAreNamed() {
    var changeRequest = "0003000400000006";

    assertThat(answer("00010008" + COOKIE + TRANSACTION + changeRequest, IPV4))
        .isEqualTo("01110010" + COOKIE + TRANSACTION + "0009000400000414" + "000a000200030000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01010000" + COOKIE + TRANSACTION, // a response
        "00110000" + COOKIE + TRANSACTION, // an indication
        "00020000" + COOKIE + TRANSACTION, // another method
        "00010004" + COOKIE + TRANSACTION, // longer than it is
        "00010000" + COOKIE + TRANSACTION + "80220000", // shorter than it is
        "00010004" + COOKIE + TRANSACTION + "80220008", // an attribute beyond the end
        "00010002" + COOKIE + TRANSACTION + "8022", // half an attribute
      })
  void everythingElseIsNotAnswered(String message) {
    assertThat(StunBinding.answer(bytes(message), IPV4)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00010000" + COOKIE,
        "00010000" + "2112a443" + TRANSACTION,
        "40010000" + COOKIE
      })
  void whatIsNoStunIsSeenAtOnce(String message) {
    assertThat(StunBinding.isStun(bytes(message))).isFalse();
  }

  @Test
  void noSipIsTakenForStun() {
    var sip = "\r\nOPTIONS sip:a@b SIP/2.0\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(StunBinding.isStun(sip)).isFalse();
    assertThat(StunBinding.isStun(bytes(REQUEST))).isTrue();
  }

  @Test
  void noAnswerIsThreeTimesAsLongAsItsRequest() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      var message = bytes(REQUEST + "0003000400000006".repeat(random.nextInt(4)));
      message[3] = (byte) (message.length - 20);
      message[random.nextInt(message.length)] = (byte) random.nextInt();

      var answer = StunBinding.answer(message, IPV6);
      assertThat(answer.map(bytes -> bytes.length).orElse(0)).isLessThan(3 * message.length);
    }
  }

  private static String answer(String request, InetSocketAddress source) {
    return HexFormat.of().formatHex(StunBinding.answer(bytes(request), source).orElseThrow());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
