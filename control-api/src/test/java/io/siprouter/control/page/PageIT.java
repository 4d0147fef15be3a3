package io.siprouter.control.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.RingReaction;
import io.siprouter.core.phone.ScriptedPhone;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a Chromium: what a person sees and does. Pictures are kept in {@code target/page}.
 */
class PageIT {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Path PHOTOS = Path.of("target", "page");

  /** Lets the test end connections, and tells it of what the policy has refused. */
  private static final String SPY =
      """
      window.sockets = [];
      window.refused = [];
      window.WebSocket = class extends WebSocket {
        constructor(...all) { super(...all); window.sockets.push(this); }
      };
      document.addEventListener('securitypolicyviolation', (it) => window.refused.push(it.blockedURI));
      """;

  @TempDir private static Path folder;
  private static RunningDaemon daemon;
  private static Browser browser;
  private ScriptedPhone first;
  private ScriptedPhone second;

  @BeforeAll
  static void logInByTheSetUpLink() throws Exception {
    daemon = RunningDaemon.start(folder);
    browser = Browser.open(folder, SPY);
    browser.screen(1280, 900, "light");
    browser.go(daemon.setupLink());
    browser.type("#setup [name=name]", "anna");
    browser.type("#setup [name=password]", "correct horse battery");
    browser.type("#setup [name=again]", "correct horse battery");
    browser.photograph(PHOTOS.resolve("setup.png"));
    browser.click("#setup button");
    browser.await("document.querySelector('#connection').textContent === 'live'");
  }

  @BeforeEach
  void registerPhones() throws Exception {
    first = registered(daemon.phone101());
    second = registered(daemon.phone102());
    second.onRing(new RingReaction.PickUp());
    browser.await("document.querySelectorAll('#devices .good').length === 2");
  }

  private static ScriptedPhone registered(ScriptedPhone phone) throws Exception {
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
    return phone;
  }

  @AfterEach
  void closePhones() throws Exception {
    first.close();
    second.close();
    browser.eval("document.querySelector('#trace-filter').reset()");
  }

  @AfterAll
  static void stop() {
    browser.close();
    daemon.close();
  }

  private void call() throws Exception {
    first.dial("102");
    assertThat(first.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
    browser.await("document.querySelector('#calls .badge')?.textContent === 'answered'");
  }

  @Test
  void callIsSeenAndHungUp() throws Exception {
    call();
    assertThat(browser.text("#calls")).contains("101 → 102", "102 answered PCMU");
    browser.photograph(PHOTOS.resolve("call.png"));

    browser.click("#calls button.danger");

    browser.await("document.querySelector('#calls').textContent === 'No calls.'");
    assertThat(first.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    assertThat(second.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    assertThat(browser.text("#events")).contains("call_ended", "cause=\"api\"");
  }

  @Test
  void callIsHungUpByKeysAlone() throws Exception {
    call();
    browser.eval("document.querySelector('#logout').focus()");

    browser.pressTab();
    browser.pressTab();
    assertThat(browser.eval("document.activeElement.textContent").asString()).isEqualTo("Hang up");
    browser.pressEnter();

    assertThat(first.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    browser.await("document.activeElement.id === 'calls-title'");
  }

  @Test
  void messagesAreShownAsTheyPassAndOnlyThoseThatFit() throws Exception {
    call();
    browser.await(lines("200 OK (INVITE)") + " >= 2");

    browser.type("#trace-filter [name=method]", "INVITE");
    browser.type("#trace-filter [name=code]", "2xx");
    browser.await(lines("") + " > 0 && " + lines("") + " === " + lines("200 OK (INVITE)"));
    first.hangUp();
    browser.await("document.querySelector('#calls').textContent === 'No calls.'");
    browser.type("#trace-filter [name=method]", "BYE");
    browser.await(lines("") + " > 0 && " + lines("") + " === " + lines("200 OK (BYE)"));

    browser.type("#trace-filter [name=code]", "abc");
    browser.await("document.querySelector('#trace-note').textContent.includes('trace.code')");
    browser.click("#trace-filter [type=reset]");
    browser.await(lines("REGISTER sip:") + " > 0");
  }

  @Test
  void pausedTraceStandsStillAndGoesOnWithWhatItMissed() throws Exception {
    browser.click("#trace-pause");
    browser.await("document.querySelector('#trace-note').textContent === 'Paused.'");
    int before = browser.eval(lines("")).asInt();

    call();
    assertThat(browser.eval(lines("")).asInt()).isEqualTo(before);
    browser.click("#trace-pause");

    browser.await(lines("INVITE sip:") + " > 0");
    first.hangUp();
    browser.await(lines("BYE sip:") + " > 0");
  }

  @Test
  void whatStrangersWriteIsTextAndNothingElse() throws Exception {
    var evil = "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'>";
    send("OPTIONS sip:101@127.0.0.1 SIP/2.0", "Subject: " + evil);
    var line =
        "[...document.querySelectorAll('#trace details')]"
            + ".find(it => it.textContent.includes('OPTIONS sip:101'))";
    browser.await(line);
    browser.eval(line + ".setAttribute('data-evil', '')");

    browser.click("#trace [data-evil] summary");

    browser.await("document.querySelector('[data-evil] pre')");
    assertThat(browser.text("[data-evil] pre")).contains("Subject: " + evil);
    browser.photograph(PHOTOS.resolve("stranger.png"));
    assertThat(browser.eval("typeof window.pwned").asString()).isEqualTo("undefined");
    assertThat(
            browser.eval("document.querySelectorAll('#trace script, #trace img').length").asInt())
        .isZero();
    assertThat(browser.eval("window.refused").size()).isZero();
  }

  @Test
  void nothingIsMissedWhereTheConnectionIsLost() throws Exception {
    var list = "document.querySelector('#events')";
    browser.eval(list + ".replaceChildren()");
    browser.eval("window.sockets.at(-1).close()");
    browser.await("document.querySelector('#connection').textContent !== 'live'");
    first.hangUp();
    first.register();
    assertThat(first.awaitRegistration(LIMIT)).isPresent();

    browser.await("document.querySelector('#connection').textContent === 'live'");
    browser.await(list + ".textContent.includes('device_registered')");
    call();

    var names =
        browser.eval("[...%s.querySelectorAll('b')].map(it => it.textContent)".formatted(list));
    assertThat(names.valueStream().map(it -> it.asString()))
        .containsOnlyOnce("device_registered", "call_created", "call_answered");
    assertThat(
            browser
                .eval(
                    "performance.getEntriesByType('resource')"
                        + ".filter(it => it.name.endsWith('/status')).length")
                .asInt())
        .as("asked for the status")
        .isZero();
  }

  @Test
  void narrowAndDarkScreensAreServed() throws Exception {
    call();
    browser.screen(360, 800, "dark");
    browser.await("document.documentElement.scrollWidth <= 360");
    assertThat(browser.eval("getComputedStyle(document.body).backgroundColor").asString())
        .isEqualTo("rgb(20, 23, 26)");
    browser.photograph(PHOTOS.resolve("phone-dark.png"));
    browser.screen(1280, 900, "light");
  }

  /** How many lines of the trace hold a text. */
  private static String lines(String text) {
    return "[...document.querySelectorAll('#trace li')].filter(it => it.textContent.includes('%s')).length"
        .formatted(text);
  }

  private static void send(String start, String header) throws Exception {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var here = "127.0.0.1:" + socket.getLocalPort();
      var text =
          String.join(
              "\r\n",
              start,
              "Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK-evil",
              "From: <sip:evil@127.0.0.1>;tag=1",
              "To: <sip:101@127.0.0.1>",
              "Call-ID: evil",
              "CSeq: 1 OPTIONS",
              "Max-Forwards: 70",
              header,
              "Content-Length: 0",
              "\r\n");
      var bytes = text.getBytes(UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, daemon.sip()));
    }
  }
}
