package io.siprouter.core.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phones of one test, each with a tone of its own. */
final class TestPhones implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(5);

  /** The tone of each phone, in the order in which they are opened. */
  static final List<Double> TONES_HZ = List.of(440.0, 620.0, 850.0);

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final List<ScriptedPhone> phones = new ArrayList<>();

  ScriptedPhone open(String user, Codec... codecs) throws IOException {
    return open(user, new InetSocketAddress(LOOPBACK, 9), codecs);
  }

  ScriptedPhone open(String user, InetSocketAddress server, Codec... codecs) throws IOException {
    var account = new PhoneAccount(user, "secret of " + user, server);
    var sound = new PhoneSound(List.of(codecs), TONES_HZ.get(phones.size()), TONES_HZ);
    return keep(ScriptedPhone.open(LOOPBACK, account, sound));
  }

  /** Closes this phone with the others. */
  ScriptedPhone keep(ScriptedPhone phone) {
    phones.add(phone);
    return phone;
  }

  static <S extends PhoneState> S stateOf(ScriptedPhone phone, Class<S> kind)
      throws InterruptedException {
    Optional<S> state = phone.awaitState(kind, SOON);
    assertThat(state).as("%s, but it is %s", kind.getSimpleName(), phone.state()).isPresent();
    return state.orElseThrow();
  }

  /** Waits until the phone hears only this tone. */
  static Heard soundOf(ScriptedPhone phone, double onlyHz) throws InterruptedException {
    Optional<Heard> heard = phone.awaitHeard(sound -> sound.isOnly(onlyHz), SOON);
    assertThat(heard).as("only %s Hz, but %s", onlyHz, phone.heard()).isPresent();
    return heard.orElseThrow();
  }

  @Override
  public void close() {
    phones.reversed().forEach(ScriptedPhone::close);
  }
}
