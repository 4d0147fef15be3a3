package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.hook.Receiver;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook whose receiver is away while the daemon is killed. */
class WebhookKilledIT {

  private static final String HOST = "127.0.0.78";
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String EVENT_ID = "X-Siprouter-Event-Id";
  @TempDir private Path folder;

  @Test
  void whatWasNotTakenIsToldAfterKillNine() throws Exception {
    try (var receiver = Receiver.start()) {
      receiver.answers(Receiver.status(503));
      Files.writeString(folder.resolve("config.json"), config(receiver.url()));
      String first;
      try (var daemon = daemon()) {
        call();
        first = receiver.next().header(EVENT_ID);
        receiver.next(); // the same again
        daemon.kill();
      }
      receiver.forget();
      receiver.answers(Receiver.status(204));
      try (var daemon = daemon()) {
        assertThat(receiver.next().header(EVENT_ID)).isEqualTo(first);
        assertThat(receiver.next().header("X-Siprouter-Event")).isEqualTo("call_answered");
        assertThat(receiver.next().header("X-Siprouter-Event")).isEqualTo("call_ended");
        daemon.kill();
      }
      assertThat(receiver.waiting()).isZero();
    }
  }

  private static String config(URI receiver) {
    return """
    {
      "server": {"lanAddress": "%s", "rtpPorts": {"min": 21700, "max": 21719}},
      "devices": [
        {"id": "desk", "extension": "101", "username": "101", "password": "long-enough-for-101"}
      ],
      "webhooks": [
        {"id": "crm", "url": "%s", "secret": "long-enough-for-a-webhook",
         "events": ["call_created", "call_answered", "call_ended"]}
      ]
    }
    """
        .formatted(HOST, receiver);
  }

  private Launched daemon() throws Exception {
    var config = folder.resolve("config.json").toString();
    return Launched.siprouter(folder, "run", "--config", config, "--state", folder + "/state")
        .awaitOutput("siprouter is running.");
  }

  private static void call() throws Exception {
    var account = new PhoneAccount("101", "long-enough-for-101", new InetSocketAddress(HOST, 5060));
    var sound = new PhoneSound(List.of(Codec.PCMU), 440, List.of(440.0));
    try (var phone = ScriptedPhone.open(InetAddress.getLoopbackAddress(), account, sound)) {
      phone.register();
      assertThat(phone.awaitRegistration(LIMIT)).isPresent();
      phone.dial("*43");
      assertThat(phone.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
      phone.hangUp();
      assertThat(phone.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    }
  }
}
