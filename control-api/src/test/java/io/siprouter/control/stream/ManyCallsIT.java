package io.siprouter.control.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RestProgram;
import io.siprouter.control.RunningDaemon;
import io.siprouter.control.TestSite;
import io.siprouter.control.api.ControlClient;
import io.siprouter.control.command.Scope;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.RingReaction;
import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Programs that keep the picture while twenty pairs of phones call each other all at once, mute,
 * hang up, give up and refuse.
 */
class ManyCallsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int PAIRS = 20;
  private static final int RTP_PORTS = 8 * PAIRS; // two a leg, twice as many as are needed at once
  private static final int ATTEMPTS = 50;

  @TempDir private Path state;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private RunningDaemon daemon;
  private RestProgram rest;
  private List<Pair> pairs;

  /** Two phones that call each other. One thread. */
  private final class Pair {

    private final String from;
    private final String to;
    private final ScriptedPhone caller;
    private final ScriptedPhone callee;

    Pair(int number) throws Exception {
      this.from = String.valueOf(200 + number);
      this.to = String.valueOf(300 + number);
      this.caller = registered(daemon.phone(from));
      this.callee = registered(daemon.phone(to));
    }

    private static ScriptedPhone registered(ScriptedPhone phone) throws InterruptedException {
      phone.register();
      assertThat(phone.awaitRegistration(SOON))
          .containsInstanceOf(PhoneRegistration.Registered.class);
      phone.onRing(new RingReaction.PickUp());
      return phone;
    }

    /** A call of the interface, until both talk. */
    private JsonNode make() throws Exception {
      var made = rest.post("/calls", Map.of("from", from, "to", to, "wait", "answered"));
      assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
      awaitTalk();
      return made.body();
    }

    private void dial() throws InterruptedException {
      caller.dial(to);
      awaitTalk();
    }

    private void awaitTalk() throws InterruptedException {
      assertThat(caller.awaitState(PhoneState.Talking.class, SOON)).as(from).isPresent();
      assertThat(callee.awaitState(PhoneState.Talking.class, SOON)).as(to).isPresent();
    }

    private void awaitEnd() throws InterruptedException {
      assertThat(caller.awaitState(PhoneState.Ended.class, SOON)).as(from).isPresent();
      assertThat(callee.awaitState(PhoneState.Ended.class, SOON)).as(to).isPresent();
    }

    /** Begins in a call, and ends in one. */
    Void churn() throws Exception {
      callee.hangUp();
      awaitEnd();
      muteAndHangUpByProgram();
      giveUp();
      refuse();
      dial();
      caller.hangUp();
      awaitEnd();
      dial();
      return null;
    }

    private void muteAndHangUpByProgram() throws Exception {
      var call = make();
      var path = "/calls/" + call.path("id").asString();
      for (var leg : call.path("legs")) {
        var ofLeg = path + "/legs/" + leg.path("id").asString();
        assertThat(rest.post(ofLeg + "/mute", Map.of()).status()).isEqualTo(204);
        assertThat(rest.post(ofLeg + "/unmute", Map.of()).status()).isEqualTo(204);
      }
      assertThat(rest.delete(path).status()).isEqualTo(204);
      awaitEnd();
    }

    private void giveUp() throws InterruptedException {
      callee.onRing(new RingReaction.KeepRinging());
      caller.dial(to);
      assertThat(caller.awaitState(PhoneState.Alerting.class, SOON)).as(from).isPresent();
      caller.hangUp();
      awaitEnd();
    }

    private void refuse() throws InterruptedException {
      callee.onRing(new RingReaction.Reject(486));
      caller.dial(to);
      awaitEnd();
      callee.onRing(new RingReaction.PickUp());
    }

    void close() {
      caller.close();
      callee.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    var numbers =
        IntStream.range(0, PAIRS)
            .boxed()
            .flatMap(i -> List.of(String.valueOf(200 + i), String.valueOf(300 + i)).stream())
            .toList();
    var limits = "\"perSourceRate\": 5000";
    daemon = RunningDaemon.start(state, TestSite.find(RTP_PORTS), limits, numbers);
    rest = new RestProgram(daemon.http(), daemon.token("churn", Scope.CALL, Scope.READ));
    pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(new Pair(i));
    }
  }

  @AfterEach
  void stop() {
    for (var pair : pairs) {
      var _ = threads.submit(pair::close);
    }
    threads.close();
    rest.close();
    daemon.close();
  }

  @Test
  void everyProgramHasTheSamePictureOfTwentyCallsAtOnce() throws Exception {
    var followers =
        List.of(
            new PictureKeeper(state, false),
            new PictureKeeper(state, false),
            new PictureKeeper(state, true));
    var following = followers.stream().map(threads::submit).toList();

    atOnce(pair -> pair::make);
    assertSamePicture(followers);
    atOnce(pair -> pair::churn);
    assertSamePicture(followers);

    daemon.engine().events().publish(PictureKeeper.END);
    for (var each : following) {
      each.get();
    }
    assertThat(followers).allMatch(follower -> follower.compared() >= 5);
    assertThat(followers.getLast().returns()).isPositive();
  }

  /** What a pair does. */
  private interface Deed {
    Callable<?> of(Pair pair);
  }

  private void atOnce(Deed deed) throws Exception {
    var done = new ArrayList<Future<?>>();
    for (var pair : pairs) {
      done.add(threads.submit(deed.of(pair)));
    }
    for (var each : done) {
      each.get();
    }
  }

  /** As soon as nothing happens any more, all copies and a fresh picture are one. */
  private void assertSamePicture(List<PictureKeeper> followers) throws Exception {
    try (var local = new ControlClient(state)) {
      for (int i = 0; i < ATTEMPTS; i++) {
        daemon.engine().events().publish(PictureKeeper.QUIET);
        var first = followers.getFirst().quietPicture();
        for (var other : followers.subList(1, followers.size())) {
          assertThat(other.quietPicture()).isEqualTo(first);
        }
        var fresh = local.get("/api/v1/status");
        if (fresh.path("seq").equals(first.path("seq")) && isAllAnswered(fresh)) {
          assertThat(first).isEqualTo(fresh);
          return;
        }
      }
    }
    throw new AssertionError("no quiet moment came");
  }

  private static boolean isAllAnswered(JsonNode picture) {
    var states = picture.path("calls").findValuesAsString("state");
    return picture.path("calls").size() == PAIRS && states.stream().allMatch("answered"::equals);
  }
}
