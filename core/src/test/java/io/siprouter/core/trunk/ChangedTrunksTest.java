package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.Provider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangedTrunksTest {

  private static final String QUIET = "'keepAliveSec': 0, 'numbers': ['+4930123']";

  private final TrunkFixture fixture = new TrunkFixture();
  private final Trunks trunks = new Trunks(List.of(carrier(QUIET)), fixture.services());

  private static Provider carrier(String more) {
    return TrunkFixture.provider("carrier", "sip.example.org:5070", more);
  }

  @BeforeEach
  void register() throws InterruptedException {
    trunks.register();
    fixture.loops.settle();
    fixture.peer.grants(3600);
    fixture.states();
  }

  private void follow(Provider... providers) {
    trunks.apply(List.of(providers));
    fixture.loops.settle();
  }

  private String expires() {
    return fixture.peer.register().headers().first("Expires").orElse("none");
  }

  @Test
  void unchangedProviderNoticesNothing() throws InterruptedException {
    var before = trunks.of("carrier");

    follow(carrier(QUIET));

    assertThat(trunks.of("carrier")).isEqualTo(before);
    assertThat(fixture.peer.isIdle()).isTrue();
    assertThat(fixture.states()).isEmpty();
  }

  @Test
  void changedProviderIsLeftAndRegisteredAtAgain() throws InterruptedException {
    follow(carrier(QUIET + ", 'displayName': 'changed'"));
    assertThat(expires()).isEqualTo("0");
    assertThat(trunks.of("carrier").orElseThrow().provider().displayName()).isEqualTo("changed");

    fixture.peer.answers(200);
    assertThat(expires()).isEqualTo("3600");
    fixture.peer.grants(3600);

    assertThat(fixture.states()).containsExactly("unregistered", "registering", "registered");
    assertThat(fixture.peer.isIdle()).isTrue();
  }

  @Test
  void removedOrDisabledProviderIsLeft() throws InterruptedException {
    follow(carrier(QUIET + ", 'enabled': false"));

    assertThat(trunks.all()).isEmpty();
    assertThat(expires()).isEqualTo("0");
    fixture.peer.answers(200);
    assertThat(fixture.states()).containsExactly("unregistered");
    assertThat(fixture.peer.isIdle()).isTrue();
  }

  @Test
  void newProviderIsRegisteredAtWhileTheOthersNoticeNothing() throws InterruptedException {
    follow(carrier(QUIET), TrunkFixture.provider("second", "other.example.org", QUIET));

    assertThat(fixture.peer.register().requestUri().host()).isEqualTo("other.example.org");
    fixture.peer.grants(3600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void providerThatDoesNotAnswerDelaysItsChangeByTwoSecondsOnly() {
    follow(carrier(QUIET + ", 'displayName': 'changed'"));
    var silent = fixture.peer.register();

    fixture.loops.advance(Duration.ofSeconds(2));
    fixture.peer.staysSilent();

    assertThat(silent.headers().first("Expires")).contains("0");
    assertThat(expires()).isEqualTo("3600");
  }
}
