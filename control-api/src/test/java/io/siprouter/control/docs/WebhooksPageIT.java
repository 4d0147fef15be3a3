package io.siprouter.control.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.control.hook.Receiver;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the documentation of webhooks shows, with a daemon and a receiver. */
class WebhooksPageIT {

  private static final Path PAGE = Path.of("..", "docs", "webhooks.md");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path state;

  @Test
  void eventOfACallIsSentAsThePageShowsIt() throws Exception {
    try (var receiver = Receiver.start();
        var daemon = RunningDaemon.start(state);
        var desk = registered(daemon.phone101());
        var hall = registered(daemon.phone102());
        var examples = Examples.in(state, state, daemon.http())) {
      examples.run(List.of(configuration(receiver)));
      desk.dial("102");
      assertThat(desk.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
      desk.hangUp();
      assertThat(hall.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();

      var shown = HttpMessage.parse(shown("http"));
      var sent = Stream.generate(() -> next(receiver)).limit(3).filter(it -> isOf(shown, it));

      assertThat(sent.findFirst())
          .hasValueSatisfying(
              it -> assertThat(new Likeness(new Names()).difference(shown, it)).isEmpty());
    }
  }

  private static ScriptedPhone registered(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
    return phone;
  }

  /** The webhook of the page in the configuration of a daemon, as a request. */
  private Fence configuration(Receiver receiver) throws Exception {
    var mapper = JsonMapper.shared();
    var config = (ObjectNode) mapper.readTree(state.resolve("config.json").toFile());
    config.setAll((ObjectNode) mapper.readTree("{" + shown("json") + "}"));
    var hook = (ObjectNode) config.path("webhooks").path(0);
    hook.put("url", "http://127.0.0.1:%d/siprouter".formatted(receiver.port()));
    hook.put("secret", "no variable of the environment");
    var head = "PUT /api/v1/config\nContent-Type: application/json\nIf-Match: *\n\n";
    return new Fence("http", head + config, 0);
  }

  private static String shown(String language) throws Exception {
    return Fence.of(PAGE).stream()
        .filter(it -> it.language().equals(language))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static HttpMessage next(Receiver receiver) {
    try {
      var request = receiver.next();
      var headers =
          request.headers().entrySet().stream()
              .map(it -> it.getKey() + ": " + it.getValue().getFirst())
              .toList();
      return new HttpMessage("POST " + request.path(), headers, request.body());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isOf(HttpMessage shown, HttpMessage sent) {
    var event = "X-Siprouter-Event";
    return shown.header(event).equals(sent.header(event));
  }
}
