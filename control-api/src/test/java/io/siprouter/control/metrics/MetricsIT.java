package io.siprouter.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import io.siprouter.control.api.Answers;
import io.siprouter.control.api.Principals;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.feed.RunInfo;
import io.siprouter.control.health.Health;
import io.siprouter.control.health.Probes;
import io.siprouter.control.hook.HookListener;
import io.siprouter.control.hook.Webhooks;
import io.siprouter.core.Engine;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.history.History;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Prometheus sees of an engine that has served one call, and what is made of it. */
class MetricsIT {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.75", "rtpPorts": {"min": 21600, "max": 21619}},
        "webhooks": [
          {"id": "crm", "url": "http://127.0.0.75:9/", "secret": "long-enough-for-a-webhook",
           "events": ["call_created"]}
        ],
        "providers": [
          {"id": "carrier", "domain": "127.0.0.75:9", "register": false, "keepAliveSec": 0,
           "numbers": ["4930601"]}
        ],
        "devices": [
          {"id": "desk", "extension": "101", "username": "101", "password": "a-long-secret-of-its-own"}
        ]
      }
      """;

  @TempDir private static Path folder;
  private static Engine engine;
  private static History history;
  private static Webhooks hooks;
  private static EventFeed feed;
  private static Metrics metrics;
  private static final Vertx vertx = Vertx.vertx();
  private static int port;
  private static final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void serveOneCall() throws Exception {
    var clock = InstantSource.system();
    var bus = new EventBus(EventLoops.virtual(), clock);
    metrics = Metrics.of(bus, "1.2.3");
    var config = ConfigLoader.parse(CONFIG);
    history = History.start(folder, config.history(), clock, bus);
    hooks = new Webhooks(config.webhooks(), folder, clock);
    feed = new EventFeed(RunInfo.beginning("1.2.3", clock), config, bus, EventLoops.virtual());
    feed.join(new HookListener(hooks, clock));
    engine = Engine.start(config, folder, bus, clock);
    metrics.watching(engine).watching(history, hooks, feed, () -> 3);
    serve(new Probes(new Health(engine, () -> true), metrics));
    echo();
  }

  private static void serve(Probes probes) throws Exception {
    var router = Router.router(vertx);
    router
        .route("/metrics")
        .handler(
            context -> {
              Principals.put(context, Principal.LOCAL);
              context.next();
            });
    probes.mount(router);
    router.get("/refused").handler(context -> Answers.send(context, Problem.unreadable("so")));
    var listening = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
    port = listening.await(5, TimeUnit.SECONDS).actualPort();
  }

  private static void echo() throws IOException, InterruptedException {
    var hub = new InetSocketAddress("127.0.0.75", 5060);
    var sound = new PhoneSound(List.of(Codec.PCMU), 440, List.of(440.0));
    try (var phone =
        ScriptedPhone.open(
            InetAddress.getLoopbackAddress(),
            new PhoneAccount("101", "a-long-secret-of-its-own", hub),
            sound)) {
      phone.register();
      assertThat(phone.awaitRegistration(LIMIT)).isPresent();
      phone.dial("*43");
      assertThat(phone.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
      assertThat(phone.awaitHeard(heard -> heard.packetsRx() > 50, LIMIT)).isPresent();
      phone.hangUp();
      assertThat(phone.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
    engine.close();
    feed.close();
    hooks.close();
    history.close();
    metrics.close();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Exposition scrape() throws IOException, InterruptedException {
    assertThat(get("/nowhere/4711").statusCode()).isEqualTo(404);
    assertThat(get("/refused").statusCode()).isEqualTo(400);
    var answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    return Exposition.parse(answer.body());
  }

  @Test
  void callAndItsSoundAreCounted() throws Exception {
    var seen = scrape();

    assertThat(seen.value("siprouter_calls_total", "cause=\"caller_hangup\"")).isEqualTo(1);
    assertThat(seen.value("siprouter_calls_active")).isZero();
    assertThat(seen.value("siprouter_legs_active")).isZero();
    assertThat(seen.value("siprouter_call_setup_seconds_count", "until=\"answered\"")).isOne();
    assertThat(seen.value("siprouter_rtp_packets_total", "direction=\"rx\"")).isGreaterThan(50);
    assertThat(seen.value("siprouter_rtp_packets_total", "direction=\"tx\"")).isGreaterThan(50);
    assertThat(seen.value("siprouter_mixer_ticks_total")).isGreaterThan(50);
    assertThat(seen.value("siprouter_sip_events_total", "event=\"requests_received\""))
        .isGreaterThan(3);
    assertThat(seen.value("siprouter_trunk_state", "provider=\"carrier\"")).isEqualTo(1);
    assertThat(seen.value("process_resident_memory_bytes")).isGreaterThan(1e7);
  }

  @Test
  void whatIsToldAndKeptIsCounted() throws Exception {
    var seen = scrape();

    assertThat(seen.value("siprouter_trace_messages_total")).isGreaterThan(5);
    assertThat(seen.value("siprouter_trace_kept", "of=\"calls\"")).isGreaterThan(3);
    assertThat(seen.value("siprouter_trace_dropped_total")).isZero();
    assertThat(seen.value("siprouter_hep_messages_total")).isZero();
    assertThat(seen.value("siprouter_http_refusals_total", "code=\"unreadable\"")).isPositive();
    assertThat(seen.value("siprouter_websocket_clients")).isEqualTo(3);
    assertThat(seen.value("siprouter_websocket_dropped_total")).isZero();
    assertThat(seen.value("siprouter_history_records_total", "outcome=\"dropped\"")).isZero();
    assertThat(seen.value("siprouter_webhook_waiting", "webhook=\"crm\"")).isOne();
    assertThat(seen.value("siprouter_webhook_messages_total", "webhook=\"crm\"")).isZero();
  }

  @Test
  void labelsHoldNothingThatStrangersChoose() throws Exception {
    assertThat(scrape().labelValues())
        .isNotEmpty()
        .noneMatch(value -> value.contains("101") || value.contains("4711"))
        .noneMatch(value -> value.contains("127.0.0.1") || value.contains("*43"));
  }

  @Test
  void healthNeedsNoMoreThanARunningEngine() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/healthz").body())
        .isEqualTo(
            "{\"ok\":true,\"detail\":\"\",\"checks\":[{\"name\":\"sip\",\"ok\":true},"
                + "{\"name\":\"mixers\",\"ok\":true},{\"name\":\"pages\",\"ok\":true}]}");
    assertThat(get("/readyz").body()).startsWith("{\"ok\":true");
  }

  @Test
  void dashboardAsksForNothingThatDoesNotExist() throws Exception {
    var dashboard = JsonMapper.shared().readTree(DOCS.resolve("grafana-dashboard.json").toFile());

    assertThat(namesIn(expressions(dashboard))).isNotEmpty().isSubsetOf(scrape().names());
  }

  @Test
  void alertsAskForNothingThatDoesNotExist() throws Exception {
    var rules = Files.readString(DOCS.resolve("prometheus-alerts.yml"));
    var expressions =
        Pattern.compile("(?m)^ +expr: (.*)$").matcher(rules).results().map(e -> e.group(1));

    assertThat(namesIn(expressions)).isNotEmpty().isSubsetOf(scrape().names());
  }

  private static Stream<String> expressions(JsonNode dashboard) {
    return dashboard.findValuesAsString("expr").stream();
  }

  private static Set<String> namesIn(Stream<String> expressions) {
    var name = Pattern.compile("\\b(?:siprouter|jvm|process|system)_\\w+");
    return expressions
        .flatMap(expression -> name.matcher(expression).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
