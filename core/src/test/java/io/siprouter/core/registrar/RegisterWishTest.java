package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.registrar.RegisterWish.Change;
import io.siprouter.core.registrar.RegisterWish.Query;
import io.siprouter.core.registrar.RegisterWish.RemoveAll;
import io.siprouter.core.registrar.RegisterWish.Unacceptable;
import io.siprouter.core.registrar.RegisterWish.Wanted;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterWishTest {

  private static final String DESK = "<sip:a@h>";

  @Test
  void registerWithoutContactAsksOnly() {
    assertThat(RegisterWish.of(TestPhone.register("101", 1).build())).isEqualTo(new Query());
  }

  @ParameterizedTest
  @CsvSource({
    "<sip:a@h>;expires=120, 300, 120",
    "<sip:a@h>, 300, 300",
    "<sip:a@h>, , 3600",
    "<sip:a@h>;expires=soon, , 3600",
    "<sip:a@h>;expires=0, 300, 0",
  })
  void contactsOwnTimeCountsBeforeTheHeaderAndTheDefault(
      String contact, Integer expires, long seconds) throws SipParseException {
    assertThat(wish(contact, expires))
        .isEqualTo(
            change(new Wanted(SipUri.parse("sip:a@h"), null, Duration.ofSeconds(seconds), 1)));
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.25", "0, 0", "1.000, 1", "7, 1", "-1, 1", "NaN, 1", "0.1234, 1"})
  void preferenceIsReadWhereItIsOne(String written, double q) throws SipParseException {
    assertThat(wish("<sip:a@h>;expires=60;q=" + written, null))
        .isEqualTo(change(new Wanted(SipUri.parse("sip:a@h"), null, Duration.ofSeconds(60), q)));
  }

  @Test
  void starWithExpiresZeroRemovesAll() {
    assertThat(wish("*", 0)).isEqualTo(new RemoveAll());
  }

  @Test
  void starNeedsExpiresZero() {
    assertThat(wish("*", 60)).isInstanceOf(Unacceptable.class);
    assertThat(wish("*", null)).isInstanceOf(Unacceptable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*, <sip:a@h>", "<sip:a@h>, *"})
  void starStandsAlone(String contacts) {
    assertThat(wish(contacts, 0)).isInstanceOf(Unacceptable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<mailto:alice@example.com>", "nonsense", "<sip:a@h>, nonsense"})
  void contactThatSipCannotReachIsMalformed(String contacts) {
    assertThat(wish(contacts, 60)).isInstanceOf(Unacceptable.class);
  }

  @Test
  void whatNobodyNeedsToRememberIsRefused() {
    var user = "a".repeat(512 - "sip:@h".length());

    assertThat(wish("<sip:" + user + "@h>", 60)).isInstanceOf(Change.class);
    assertThat(wish("<sip:" + user + "a@h>", 60)).isEqualTo(bad("Contact Too Long"));
    assertThat(wish(contacts(20), 60)).isInstanceOf(Change.class);
    assertThat(wish(contacts(21), 60)).isEqualTo(bad("Too Many Contacts"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sip:edge.example>",
        "nonsense",
        "<tel:+4930;lr>",
        "<sip:1;lr>, <sip:2;lr>, <sip:3;lr>, <sip:4;lr>, <sip:5;lr>, <sip:6;lr>",
      })
  void pathThatNoRouteCanBeMadeOfIsRefused(String path) {
    var register = TestPhone.register("101", 1).header("Contact", DESK).header("Path", path);

    assertThat(RegisterWish.of(register.build())).isEqualTo(bad("Path Too Long Or Not Loose"));
  }

  @Test
  void flowIsNamedByTheInstanceAndItsNumberWhereThePhoneSupportsIt() {
    var phone = flow(2).header("Supported", "path, outbound").build();
    var withoutSupport = flow(2).build();

    assertThat(flowsOf(phone)).containsExactly(new FlowId("<urn:uuid:1>", 2));
    assertThat(flowsOf(withoutSupport)).containsOnlyNulls();
  }

  @Test
  void oneRegisterIsOneFlow() {
    var two = flow(1).addHeader("Contact", DESK).header("Supported", "outbound").build();

    assertThat(RegisterWish.of(two)).isEqualTo(bad("One Flow A REGISTER"));
  }

  @ParameterizedTest
  @CsvSource({"<sip:edge.example;lr>, true", "<sip:edge.example;lr;ob>, false", ", true"})
  void flowBehindAProxyNeedsOneThatKeepsIt(@Nullable String path, boolean lacking) {
    var via = Via.of("UDP", "edge.example", 5060, "z9hG4bKedge");
    var register = flow(1).header("Supported", "outbound").via(via);
    if (path != null) {
      register.header("Path", path);
    }

    var wish = RegisterWish.of(register.build());

    assertThat(wish.equals(new Unacceptable(439, "First Hop Lacks Outbound Support")))
        .isEqualTo(lacking);
  }

  private static SipRequest.Builder flow(int regId) {
    return TestPhone.register("101", 1)
        .header("Contact", DESK + ";+sip.instance=\"<urn:uuid:1>\";reg-id=" + regId);
  }

  private static List<@Nullable FlowId> flowsOf(SipRequest register) {
    var flows = new ArrayList<@Nullable FlowId>();
    ((Change) RegisterWish.of(register)).contacts().forEach(wanted -> flows.add(wanted.flowId()));
    return flows;
  }

  private static String contacts(int number) {
    return IntStream.range(0, number)
        .mapToObj("<sip:phone%d@h>"::formatted)
        .collect(Collectors.joining(", "));
  }

  private static Unacceptable bad(String reason) {
    return new Unacceptable(400, reason);
  }

  private static RegisterWish wish(String contacts, @Nullable Integer expires) {
    var register = TestPhone.register("101", 1).header("Contact", contacts);
    return RegisterWish.of(expires == null ? register.build() : register.expires(expires).build());
  }

  private static Change change(Wanted wanted) {
    return new Change(List.of(wanted));
  }
}
