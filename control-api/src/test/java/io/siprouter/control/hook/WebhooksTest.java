package io.siprouter.control.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.Secret;
import io.siprouter.config.WebhookEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks and a real HTTP server that is slow, down, wrong, and back again. */
class WebhooksTest {
  private static final String KEY = "hook-secret";
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(500),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMinutes(1));

  @TempDir private Path state;
  private final CountDownLatch over = new CountDownLatch(1);
  private Receiver receiver;
  private Webhooks hooks;

  @BeforeEach
  void start() throws IOException {
    receiver = Receiver.start();
    hooks = hooks(PATIENCE, entry("one", receiver.url()));
  }

  @AfterEach
  void stop() {
    over.countDown();
    hooks.close();
    receiver.close();
  }

  @Test
  void eventIsToldSignedWithItsTime() throws Exception {
    tell("e1");
    var request = receiver.next();

    assertThat(request.body()).isEqualTo("{\"id\":\"e1\"}");
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.header("X-Siprouter-Event")).isEqualTo("call_ended");
    assertThat(request.header("X-Siprouter-Event-Id")).isEqualTo("e1");
    assertThat(isGenuine(request, Instant.now())).isTrue();
    assertThat(isGenuine(request, Instant.now().plusSeconds(600))).isFalse();
    await(counts -> counts.equals(new HookCounts(1, 0, 0, 0, 0)));
  }

  /** What docs/webhooks.md tells a receiver to do. */
  private static boolean isGenuine(Receiver.Request request, Instant now) throws Exception {
    var signature = Pattern.compile("t=(\\d+),v1=([0-9a-f]+)");
    var parts = signature.matcher(request.header("X-Siprouter-Signature"));
    assertThat(parts.matches()).isTrue();
    var sent = Long.parseLong(parts.group(1));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
    var expected = mac.doFinal((sent + "." + request.body()).getBytes(UTF_8));
    return Math.abs(now.getEpochSecond() - sent) <= 300
        && MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(2)));
  }

  @Test
  void eventsThatNobodyWantsAreNotTold() throws Exception {
    hooks.tell("dtmf", () -> message("e1", "dtmf"));
    tell("e2");

    assertThat(receiver.next().header("X-Siprouter-Event-Id")).isEqualTo("e2");
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void receiverThatIsWrongForAWhileGetsTheSameEventAgainAndThenTheNext() throws Exception {
    receiver.answers(Receiver.status(500));
    tell("e1");
    tell("e2");

    await(counts -> counts.retried() >= 2);
    receiver.answers(Receiver.status(200));
    await(counts -> counts.delivered() == 2);

    assertThat(receiver.next().header("X-Siprouter-Event-Id")).isEqualTo("e1");
    assertThat(receiver.next().header("X-Siprouter-Event-Id")).isEqualTo("e1");
    assertThat(counts().givenUp()).isZero();
  }

  @Test
  void receiverThatIsDownIsToldWhenItIsBack() throws Exception {
    int port = receiver.port();
    receiver.close();
    tell("e1");
    await(counts -> counts.retried() >= 2);

    receiver = Receiver.startAt(port);

    assertThat(receiver.next().header("X-Siprouter-Event-Id")).isEqualTo("e1");
  }

  @Test
  void receiverThatNeverAnswersIsGivenUpAtEachAttempt() throws Exception {
    receiver.answers(_ -> awaitOver());
    tell("e1");

    receiver.next();
    receiver.next();

    assertThat(counts().delivered()).isZero();
  }

  @Test
  void answerThatNeverEndsIsNotRead() throws Exception {
    receiver.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          awaitOver();
        });
    tell("e1");
    tell("e2");

    await(counts -> counts.delivered() == 2);
  }

  @Test
  void redirectionsAreNotFollowed() throws Exception {
    receiver.answers(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
        });
    tell("e1");

    assertThat(receiver.next().path()).isEqualTo("/hook");
    assertThat(receiver.next().path()).isEqualTo("/hook");
  }

  @Test
  void eventThatIsRefusedForGoodIsGivenUpAtOnce() throws Exception {
    receiver.answers(Receiver.status(422));
    tell("e1");
    receiver.next();
    await(counts -> counts.givenUp() == 1);
    receiver.answers(Receiver.status(200));
    tell("e2");

    assertThat(receiver.next().header("X-Siprouter-Event-Id")).isEqualTo("e2");
    await(counts -> counts.equals(new HookCounts(1, 0, 1, 0, 0)));
  }

  @Test
  void eventIsGivenUpAfterAWhile() throws Exception {
    hooks.close();
    var brief =
        new Patience(
            Duration.ofMillis(500),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(200));
    hooks = hooks(brief, entry("one", receiver.url()));
    receiver.answers(Receiver.status(503));
    tell("e1");

    await(counts -> counts.givenUp() == 1);
  }

  @Test
  void slowReceiverHoldsUpNobodyAndItsQueueIsBounded() throws Exception {
    var fast = Receiver.start();
    hooks.apply(List.of(entry("one", receiver.url()), entry("two", fast.url())));
    receiver.answers(_ -> awaitOver());

    IntStream.range(0, 1_200).forEach(i -> tell("e" + i));
    await(counts -> counts.dropped() >= 199);

    assertThat(fast.next().header("X-Siprouter-Event-Id")).isEqualTo("e0");
    fast.close();
  }

  @Test
  void whatWaitsIsToldAfterARestartInItsOrder() throws Exception {
    receiver.answers(Receiver.status(500));
    tell("e1");
    tell("e2");
    await(counts -> counts.retried() >= 1);
    hooks.close();
    receiver.close();
    receiver = Receiver.start();

    hooks = hooks(PATIENCE, entry("one", receiver.url()));
    tell("e3");

    for (var id : List.of("e1", "e2", "e3")) {
      var request = receiver.next();
      assertThat(request.header("X-Siprouter-Event-Id")).isEqualTo(id);
      assertThat(request.body()).isEqualTo("{\"id\":\"" + id + "\"}");
    }
    await(counts -> counts.delivered() == 3 && counts.waiting() == 0);
    hooks.close();
    assertThat(HookStore.unsettled(state)).isEmpty();
  }

  @Test
  void changedWebhookIsToldWhatWaitedAndARemovedOneIsForgotten() throws Exception {
    receiver.answers(Receiver.status(500));
    tell("e1");
    await(counts -> counts.retried() >= 1);
    try (var other = Receiver.start()) {
      hooks.apply(List.of(entry("one", other.url())));
      assertThat(other.next().header("X-Siprouter-Event-Id")).isEqualTo("e1");
    }
    tell("e2");
    await(counts -> counts.retried() >= 1);

    hooks.apply(List.of());
    hooks.close();

    assertThat(HookStore.unsettled(state)).isEmpty();
  }

  @Test
  void brokenFileIsMovedAside() throws Exception {
    hooks.close();
    Files.writeString(state.resolve(HookStore.NAME), "no database at all, but long enough for one");

    hooks = hooks(PATIENCE, entry("one", receiver.url()));
    tell("e1");

    assertThat(receiver.next().header("X-Siprouter-Event-Id")).isEqualTo("e1");
    assertThat(state.resolve(HookStore.NAME + ".broken")).exists();
  }

  @Test
  void diskThatTakesNothingHoldsUpNoMessage() throws Exception {
    hooks.close();
    var entries = List.of(entry("one", receiver.url()));

    hooks = new Webhooks(entries, state.resolve("none"), InstantSource.system(), PATIENCE);
    tell("e1");

    assertThat(receiver.next().header("X-Siprouter-Event-Id")).isEqualTo("e1");
  }

  @Test
  void changedConfigurationKeepsTheWebhooksThatStay() throws Exception {
    receiver.answers(Receiver.status(500));
    tell("e1");
    receiver.next();

    hooks.apply(List.of(entry("new", receiver.url()), entry("one", receiver.url())));
    receiver.answers(Receiver.status(200));

    await(counts -> counts.delivered() == 1);
    assertThat(hooks.counts()).containsOnlyKeys("new", "one");
  }

  @Test
  void pausesDoubleUpToTheLongestAndAreNeverTheSameForAll() {
    var patience = Patience.usual();

    assertThat(patience.pause(1, () -> 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(patience.pause(4, () -> 0)).isEqualTo(Duration.ofSeconds(4));
    assertThat(patience.pause(60, () -> 0)).isEqualTo(Duration.ofSeconds(150));
    assertThat(patience.pause(1, () -> 250L << 40))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  private void awaitOver() {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Webhooks hooks(Patience patience, WebhookEntry entry) {
    return new Webhooks(List.of(entry), state, InstantSource.system(), patience);
  }

  private static WebhookEntry entry(String id, URI url) {
    return new WebhookEntry(id, url, Secret.of(KEY), List.of("call_ended"));
  }

  private void tell(String id) {
    hooks.tell("call_ended", () -> message(id, "call_ended"));
  }

  private static HookMessage message(String id, String event) {
    return new HookMessage(id, event, "{\"id\":\"" + id + "\"}", Instant.now());
  }

  private void await(Predicate<HookCounts> wanted) {
    long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
    while (!wanted.test(counts())) {
      assertThat(System.nanoTime()).as(() -> "not with " + counts()).isLessThan(deadlineNanos);
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private HookCounts counts() {
    return Objects.requireNonNull(hooks.counts().get("one"));
  }
}
