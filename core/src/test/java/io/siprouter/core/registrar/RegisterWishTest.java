package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.registrar.RegisterWish.Change;
import io.siprouter.core.registrar.RegisterWish.Malformed;
import io.siprouter.core.registrar.RegisterWish.Query;
import io.siprouter.core.registrar.RegisterWish.RemoveAll;
import io.siprouter.core.registrar.RegisterWish.Wanted;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterWishTest {

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
        .isEqualTo(change(new Wanted(SipUri.parse("sip:a@h"), Duration.ofSeconds(seconds), 1)));
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.25", "0, 0", "1.000, 1", "7, 1", "-1, 1", "NaN, 1", "0.1234, 1"})
  void preferenceIsReadWhereItIsOne(String written, double q) throws SipParseException {
    assertThat(wish("<sip:a@h>;expires=60;q=" + written, null))
        .isEqualTo(change(new Wanted(SipUri.parse("sip:a@h"), Duration.ofSeconds(60), q)));
  }

  @Test
  void starWithExpiresZeroRemovesAll() {
    assertThat(wish("*", 0)).isEqualTo(new RemoveAll());
  }

  @Test
  void starNeedsExpiresZero() {
    assertThat(wish("*", 60)).isInstanceOf(Malformed.class);
    assertThat(wish("*", null)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*, <sip:a@h>", "<sip:a@h>, *"})
  void starStandsAlone(String contacts) {
    assertThat(wish(contacts, 0)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<mailto:alice@example.com>", "nonsense", "<sip:a@h>, nonsense"})
  void contactThatSipCannotReachIsMalformed(String contacts) {
    assertThat(wish(contacts, 60)).isInstanceOf(Malformed.class);
  }

  private static RegisterWish wish(String contacts, @Nullable Integer expires) {
    var register = TestPhone.register("101", 1).header("Contact", contacts);
    return RegisterWish.of(expires == null ? register.build() : register.expires(expires).build());
  }

  private static Change change(Wanted wanted) {
    return new Change(List.of(wanted));
  }
}
