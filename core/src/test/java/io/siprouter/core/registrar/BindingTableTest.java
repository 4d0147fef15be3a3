package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.registrar.BindingTable.Registration;
import io.siprouter.core.registrar.BindingTable.Result;
import io.siprouter.core.registrar.BindingTable.Result.Applied;
import io.siprouter.core.registrar.BindingTable.Result.OutOfOrder;
import io.siprouter.core.registrar.BindingTable.Result.TooBrief;
import io.siprouter.core.registrar.RegisterWish.Change;
import io.siprouter.core.registrar.RegisterWish.Query;
import io.siprouter.core.registrar.RegisterWish.RemoveAll;
import io.siprouter.core.registrar.RegisterWish.Wanted;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTableTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final SipFlow FLOW = TestPhone.flow("192.0.2.10", 5060);

  private final BindingTable table = new BindingTable();

  @Test
  void severalContactsOfADeviceStandSideBySide() {
    apply("phone", 1, contact("desk", 600));
    apply("softphone", 1, contact("pocket", 300));

    assertThat(users()).containsExactly("desk", "pocket");
    assertThat(table.nextExpiry()).contains(NOW.plusSeconds(300));
  }

  @Test
  void refreshMovesTheExpiryAndTheFlow() {
    apply("phone", 1, contact("desk", 600));

    var result = apply("phone", 2, contact("desk", 1200));

    assertThat(users()).containsExactly("desk");
    assertThat(table.nextExpiry()).contains(NOW.plusSeconds(1200));
    assertThat(((Applied) result).refreshed()).hasSize(1);
    assertThat(((Applied) result).removed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, true", "4, true", "6, false"})
  void registerOfTheSameCallIdIsObeyedInItsOrderOnly(long cSeq, boolean late) {
    apply("phone", 5, contact("desk", 600));

    var result = apply("phone", cSeq, contact("desk", 0));

    assertThat(result instanceof OutOfOrder).isEqualTo(late);
    assertThat(users()).hasSize(late ? 1 : 0);
  }

  @Test
  void registerOfAnotherCallIdIsObeyedWhateverItsNumber() {
    apply("before restart", 90, contact("desk", 600));

    assertThat(apply("after restart", 1, contact("desk", 600))).isInstanceOf(Applied.class);
  }

  @Test
  void contactWithExpiresZeroIsRemoved() {
    apply("phone", 1, contact("desk", 600), contact("pocket", 600));

    var result = (Applied) apply("phone", 2, contact("desk", 0));

    assertThat(users()).containsExactly("pocket");
    assertThat(result.removed()).extracting(BindingTableTest::user).containsExactly("desk");
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    var result = (Applied) apply("phone", 1, contact("desk", 0));

    assertThat(result).isEqualTo(new Applied(List.of(), List.of(), List.of()));
  }

  @Test
  void starRemovesAllContactsOfTheDeviceAndNoOthers() {
    apply("phone", 1, contact("desk", 600));
    apply("softphone", 1, contact("pocket", 600));
    table.apply(
        new Registration(
            "bob",
            2,
            "c",
            1,
            TestPhone.flow("192.0.2.2", 5060),
            ProxyPath.NONE,
            change(contact("bob", 600))),
        NOW);

    var result = (Applied) table.apply(registration("phone", 2, new RemoveAll()), NOW);

    assertThat(result.removed()).hasSize(2);
    assertThat(users()).isEmpty();
    assertThat(table.bindings("bob")).hasSize(1);
  }

  @Test
  void starThatComesTooLateRemovesNothing() {
    apply("phone", 7, contact("desk", 600));

    assertThat(table.apply(registration("phone", 7, new RemoveAll()), NOW))
        .isEqualTo(new OutOfOrder());
    assertThat(users()).containsExactly("desk");
  }

  @Test
  void queryChangesNothing() {
    apply("phone", 1, contact("desk", 600));

    table.apply(registration("phone", 2, new Query()), NOW);

    assertThat(users()).containsExactly("desk");
  }

  @Test
  void contactRefreshedLongestAgoMakesRoom() {
    apply("phone", 1, contact("first", 600));
    apply("phone", 2, contact("second", 600));
    apply("phone", 3, contact("first", 600));

    var result = (Applied) apply("phone", 4, contact("third", 600));

    assertThat(users()).containsExactly("first", "third");
    assertThat(result.replaced()).extracting(BindingTableTest::user).containsExactly("second");
  }

  @Test
  void contactsBeyondTheLimitWithinOneRequestAreNotKept() {
    var result =
        (Applied) apply("phone", 1, contact("a", 600), contact("b", 600), contact("c", 600));

    assertThat(users()).containsExactly("b", "c");
    assertThat(result.refreshed()).extracting(BindingTableTest::user).containsExactly("b", "c");
  }

  @Test
  void contactWrittenTwiceInOneRequestIsOne() {
    apply("phone", 1, contact("desk", 600), contact("desk", 300));

    assertThat(users()).containsExactly("desk");
    assertThat(table.nextExpiry()).contains(NOW.plusSeconds(300));
  }

  @Test
  void oneTooBriefContactRefusesTheWholeRequest() {
    assertThat(apply("phone", 1, contact("desk", 600), contact("pocket", 29)))
        .isEqualTo(new TooBrief());
    assertThat(users()).isEmpty();
  }

  @Test
  void longExpiryIsCut() {
    apply("phone", 1, contact("desk", 86_400));

    assertThat(table.nextExpiry()).contains(NOW.plusSeconds(7200));
  }

  @Test
  void expiredContactsAreDroppedAndGivenBack() {
    apply("phone", 1, contact("desk", 60), contact("pocket", 61));

    var gone = table.expire(NOW.plusSeconds(60));

    assertThat(gone).extracting(BindingTableTest::user).containsExactly("desk");
    assertThat(users()).containsExactly("pocket");
    assertThat(table.nextExpiry()).contains(NOW.plusSeconds(61));
  }

  @Test
  void sameFlowOfAPhoneReplacesItsBindingWhateverContactItNames() {
    apply("phone", 1, flow("before", 1));

    var result = (Applied) apply("phone", 2, flow("after", 1));

    assertThat(users()).containsExactly("after");
    assertThat(result.replaced()).extracting(BindingTableTest::user).containsExactly("before");
  }

  @Test
  void twoFlowsOfAPhoneStandSideBySideWithOneContact() {
    apply("phone", 1, flow("desk", 1));
    apply("phone", 2, flow("desk", 2));

    assertThat(users()).containsExactly("desk", "desk");
  }

  @Test
  void phoneThatBeginsToNameItsFlowsKeepsItsContact() {
    apply("phone", 1, contact("desk", 600));
    apply("phone", 2, flow("desk", 1));

    assertThat(users()).containsExactly("desk");
  }

  @Test
  void lateContactLeavesTheWholeRequestUndone() {
    apply("phone", 5, contact("desk", 600));

    var result = apply("phone", 5, contact("pocket", 600), contact("desk", 0));

    assertThat(result).isEqualTo(new OutOfOrder());
    assertThat(users()).containsExactly("desk");
  }

  @Test
  void bindingsAreFoundByTheirFlowForAsLongAsTheyUseIt() {
    apply("phone", 1, contact("desk", 600), contact("pocket", 60));
    assertThat(table.over(FLOW)).hasSize(2);

    table.expire(NOW.plusSeconds(60));
    assertThat(table.over(FLOW)).extracting(BindingTableTest::user).containsExactly("desk");

    apply("phone", 2, contact("desk", 0));
    assertThat(table.over(FLOW)).isEmpty();
  }

  @Test
  void onlyTheBindingThatWasMeantIsChanged() {
    apply("phone", 1, contact("desk", 600));
    var before = table.bindings("alice").getFirst();
    apply("phone", 2, contact("desk", 600));

    assertThat(table.replace(before, before.withReachable(false))).isFalse();
    assertThat(table.bindings("alice")).allMatch(Binding::reachable);
  }

  private Result apply(String callId, long cSeq, Wanted... contacts) {
    return table.apply(registration(callId, cSeq, change(contacts)), NOW);
  }

  private static Change change(Wanted... contacts) {
    return new Change(List.of(contacts));
  }

  private static Registration registration(String callId, long cSeq, RegisterWish wish) {
    return new Registration("alice", 2, callId, cSeq, FLOW, ProxyPath.NONE, wish);
  }

  private static Wanted contact(String user, long expiresS) {
    return new Wanted(SipUri.of(user, "10.0.0.7"), null, Duration.ofSeconds(expiresS), 1);
  }

  private static Wanted flow(String user, int regId) {
    var uri = SipUri.of(user, "10.0.0.7");
    return new Wanted(uri, new FlowId("<urn:uuid:1>", regId), Duration.ofMinutes(10), 1);
  }

  private List<String> users() {
    return table.bindings("alice").stream().map(BindingTableTest::user).toList();
  }

  private static String user(Binding binding) {
    return binding.contact().user().orElseThrow();
  }
}
