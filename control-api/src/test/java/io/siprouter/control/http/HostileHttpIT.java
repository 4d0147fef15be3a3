package io.siprouter.control.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.CallWatch;
import io.siprouter.control.RunningDaemon;
import io.siprouter.control.command.Scope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What strangers and broken programs send is refused, and a call goes on as if nothing happened.
 */
class HostileHttpIT {

  private static final Duration LONGEST_GAP = Duration.ofSeconds(1);
  private static final int HALF_OPEN = 300;

  @TempDir private static Path state;
  private static RunningDaemon daemon;
  private static CallWatch call;
  private static InetSocketAddress server;
  private static String admin;
  private static String reader;

  @BeforeAll
  static void start() throws Exception {
    daemon = RunningDaemon.start(state);
    server = daemon.http();
    admin = "Authorization: Bearer " + daemon.token("admin", Scope.ADMIN) + "\r\n";
    reader = "Authorization: Bearer " + daemon.token("reader", Scope.READ) + "\r\n";
    call = CallWatch.begin(daemon);
  }

  @AfterAll
  static void stop() {
    call.close();
    daemon.close();
  }

  @AfterEach
  void callIsWhole() {
    call.assertWhole(LONGEST_GAP);
  }

  private static String host() {
    return "Host: 127.0.0.1:" + server.getPort() + "\r\n";
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\n" + host() + headers + "Connection: close\r\n\r\n";
  }

  private static String post(String path, String headers, String body) {
    var length = "Content-Length: " + body.getBytes(UTF_8).length + "\r\n";
    return "POST " + path + " HTTP/1.1\r\n" + host() + headers + length + "\r\n" + body;
  }

  private static String command(String path, String body) {
    return post(path, admin + "Content-Type: application/json\r\n", body);
  }

  private static void assertRefused(String request, int status, String code) throws IOException {
    assertRefused(RawHttp.send(server, request.getBytes(UTF_8)), status, code);
  }

  private static void assertRefused(RawHttp.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.head()).contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer sr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n",
        "Authorization: Basic YWRtaW46YWRtaW4=\r\n",
        "Cookie: siprouter=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
      })
  void whoProvesNothingIsAStranger(String headers) throws IOException {
    assertRefused(get("/api/v1/status", headers), 401, "unauthorized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/nothing", "/metrics2", "/api/v1/ws", "/.git/config"})
  void strangersAreNotToldWhatThereIs(String path) throws IOException {
    assertRefused(get(path, ""), 401, "unauthorized");
  }

  @Test
  void scopeThatIsMissingIsNamed() throws IOException {
    var body = "{\"from\": \"101\", \"to\": \"102\"}";
    var request = post("/api/v1/calls", reader + "Content-Type: application/json\r\n", body);

    var answer = RawHttp.send(server, request);

    assertRefused(answer, 403, "scope");
    assertThat(answer.body()).contains("the scope call is needed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1"})
  void pagesOfStrangersChangeNothing(String origin) throws IOException {
    var headers = admin + "Origin: " + origin + "\r\nContent-Type: application/json\r\n";

    assertRefused(post("/api/v1/calls", headers, "{}"), 403, "wrong_origin");
  }

  @Test
  void namesOfStrangersAreNotServed() throws IOException {
    var request = "GET /api/v1/status HTTP/1.1\r\nHost: evil.example\r\n" + admin + "\r\n";

    assertRefused(request, 403, "unknown_host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: 127.0.0.1\r\nHost: 127.0.0.1\r\n"})
  void oneHostIsNeeded(String hosts) throws IOException {
    assertRefused("GET / HTTP/1.1\r\n" + hosts + "\r\n", 400, "unreadable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "access_token", "password"})
  void proofInTheQueryIsNone(String name) throws IOException {
    var answer = RawHttp.send(server, get("/api/v1/status?" + name + "=x", admin));

    assertRefused(answer, 400, "bad_field");
    assertThat(answer.body()).contains("\"field\":\"" + name + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"from": "101", "from": "102", "to": "102"} | 400 | unreadable | ``
          {"from": "101", "to" | 400 | unreadable | ``
          ["101", "102"] | 400 | unreadable | ``
          {} {} | 400 | unreadable | ``
          {"from": "101", "to": "102", "colour": "red"} | 400 | bad_field | colour
          {"from": 101, "to": "102"} | 400 | bad_field | from
          {"from": "101"} | 400 | bad_field | to
          {"from": "101", "to": null} | 400 | bad_field | to
          {"from": "", "to": "102"} | 400 | bad_field | from
          {"from": "101", "to": "102", "wait": "forever"} | 400 | bad_field | wait
          """)
  void brokenCommandIsExplained(String body, int status, String code, String field)
      throws IOException {
    var answer = RawHttp.send(server, command("/api/v1/calls", body));

    assertRefused(answer, status, code);
    if (!field.isEmpty()) {
      assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
  }

  @Test
  void deepJsonIsNotRead() throws IOException {
    var deep = "{\"headers\":".repeat(5_000) + "{}" + "}".repeat(5_000);

    assertRefused(command("/api/v1/calls", deep), 400, "unreadable");
  }

  @Test
  void longTextIsRefused() throws IOException {
    var body = "{\"from\": \"101\", \"to\": \"" + "1".repeat(10_000) + "\"}";

    assertRefused(command("/api/v1/calls", body), 400, "bad_field");
  }

  @Test
  void wrongContentTypeIsRefused() throws IOException {
    var headers = admin + "Content-Type: text/plain\r\n";

    assertRefused(post("/api/v1/calls", headers, "{}"), 415, "media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff\u00fe", "\u00c3", "\u00ed\u00a0\u0080", "\u00c0\u00af"})
  void badUtf8IsRefused(String bytes) throws IOException {
    var body = "{\"from\": \"10" + bytes + "\", \"to\": \"102\"}";
    var head =
        "POST /api/v1/calls HTTP/1.1\r\n"
            + host()
            + admin
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";

    var answer = RawHttp.send(server, (head + body).getBytes(ISO_8859_1));

    assertRefused(answer, 400, "unreadable");
    assertThat(answer.body()).contains("UTF-8");
  }

  @Test
  void longBodyIsRefused() throws IOException {
    var headers = admin + "Content-Type: application/json\r\nContent-Length: 2000000\r\n";
    var request = "POST /api/v1/calls HTTP/1.1\r\n" + host() + headers + "\r\n{";

    assertRefused(request, 413, "too_large");
  }

  @Test
  void longBodyInPiecesIsRefused() throws IOException {
    var headers = admin + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    var piece = "80000\r\n" + "x".repeat(0x80000) + "\r\n";
    var request = "POST /api/v1/calls HTTP/1.1\r\n" + host() + headers + "\r\n" + piece + piece;

    assertRefused(RawHttp.send(server, request + "1\r\nx\r\n"), 413, "too_large");
  }

  @Test
  void longHeaderIsRefused() throws IOException {
    var request = get("/api/v1/status", "X-Long: " + "x".repeat(20_000) + "\r\n");

    assertRefused(request, 431, "too_large");
  }

  @Test
  void longAddressIsRefused() throws IOException {
    assertRefused(get("/" + "x".repeat(20_000), ""), 414, "too_long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cetc%5cpasswd",
        "/style.css/../../access.json",
        "/api/v1/../../access.json",
        "//etc/passwd",
        "/style.css%00.html"
      })
  void pathsLeadNowhereElse(String path) throws IOException {
    assertRefused(get(path, ""), 401, "unauthorized");
    assertRefused(get(path, admin), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/calls/%zz", "/api/v1/calls/%", "/api/v1/history?number=%zz"})
  void badPercentEncodingIsNoFaultOfOurs(String path) throws IOException {
    assertRefused(get(path, admin), 400, "unreadable");
  }

  @Test
  void pathThatIsNoUtf8NamesNothing() throws IOException {
    assertRefused(get("/api/v1/calls/%ff%fe", admin), 404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({"PUT, /api/v1/calls", "TRACE, /api/v1/status", "BREW, /api/v1/status"})
  void methodThatIsNoneIsRefused(String method, String path) throws IOException {
    var request = method + " " + path + " HTTP/1.1\r\n" + host() + admin;

    assertRefused(request + "Content-Length: 0\r\n\r\n", 405, "method");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}  x",
        "Content-Length: +4\r\n\r\n{}  ",
        "Content-Length: -1\r\n\r\n{}  ",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "X-A: b\u0000c\r\n\r\n"
      })
  void smuggledRequestsAreRefused(String rest) throws IOException {
    var request =
        "POST /api/v1/calls HTTP/1.1\r\n" + host() + admin + "Content-Type: application/json\r\n";

    assertRefused(request + rest, 400, "unreadable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
        "hello\r\n\r\n",
        "GET\r\n\r\n"
      })
  void whatIsNoHttpIsRefused(String noise) throws IOException {
    assertRefused(RawHttp.send(server, noise), 400, "unreadable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/9.9\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
  void otherHttpIsRefusedWithoutAWord(String request) throws IOException {
    var answer = RawHttp.send(server, request);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void keyIsNotUsedTwiceForDifferentThings() throws IOException {
    var headers = admin + "Content-Type: application/json\r\nIdempotency-Key: once\r\n";
    var first = post("/api/v1/tokens", headers, "{\"id\": \"one\", \"scopes\": [\"read\"]}");
    var other = post("/api/v1/tokens", headers, "{\"id\": \"two\", \"scopes\": [\"read\"]}");

    assertThat(RawHttp.send(server, first).status()).isEqualTo(201);
    assertThat(RawHttp.send(server, first).status()).isEqualTo(201);
    assertRefused(other, 422, "key_reused");
  }

  @Test
  void guessersWait() throws IOException {
    var guess =
        post(
            "/api/v1/login",
            "Content-Type: application/json\r\n",
            "{\"name\": \"admin\", \"password\": \"guess\"}");
    for (int i = 0; i < 10; i++) {
      assertRefused(guess, 401, "unauthorized");
    }

    var answer = RawHttp.send(server, guess);

    assertRefused(answer, 429, "too_many");
    assertThat(answer.head()).containsIgnoringCase("Retry-After: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | siprouter.v1 | `` | 401 | unauthorized
          admin | siprouter.v2 | `` | 400 | unreadable
          admin | siprouter.v1 | https://evil.example | 403 | wrong_origin
          """)
  void webSocketIsRefused(String who, String protocol, String origin, int status, String code)
      throws IOException {
    var headers =
        (who.isEmpty() ? "" : admin)
            + "Sec-WebSocket-Protocol: "
            + protocol
            + "\r\n"
            + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n");
    var request =
        get(
            "/api/v1/ws",
            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + headers);

    assertRefused(request.replace("Connection: close", "Connection: Upgrade"), status, code);
  }

  private static RawWebSocket webSocket(String who) throws IOException {
    var socket = new RawWebSocket(server, who + "Sec-WebSocket-Protocol: siprouter.v1\r\n");
    assertThat(socket.status()).isEqualTo(101);
    return socket;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no JSON | unreadable
          [1, 2] | unreadable
          {"id": "7", "cmd": "list_calls", "cmd": "hangup"} | unreadable
          {"id": "7", "cmd": "fly"} | bad_field
          {"id": "7", "cmd": "list_calls", "colour": "red"} | bad_field
          {"id": 7, "cmd": "list_calls"} | bad_field
          {"id": "7", "cmd": "hangup", "args": {"id": "x"}} | scope
          """)
  void brokenMessageIsExplained(String message, String code) throws IOException {
    try (var socket = webSocket(reader)) {
      socket.send(message);

      assertThat(socket.nextWith("\"ok\":false").text()).contains("\"code\":\"" + code + "\"");
    }
  }

  @Test
  void binaryFrameIsRefused() throws IOException {
    try (var socket = webSocket(reader)) {
      socket.send(RawWebSocket.BINARY, new byte[] {1, 2, 3}, true);

      assertThat(socket.nextWith("\"ok\":false").text()).contains("\"code\":\"unreadable\"");
    }
  }

  @Test
  void frameThatIsTooLongOrNotMaskedEndsTheWebSocket() throws IOException {
    try (var socket = webSocket(reader)) {
      socket.send(RawWebSocket.TEXT, new byte[3 << 20], true);
      assertThat(socket.nextWith("no such text").opcode()).isEqualTo(RawWebSocket.CLOSE);
    }
    try (var socket = webSocket(reader)) {
      socket.send(RawWebSocket.TEXT, "{}".getBytes(UTF_8), false);
      assertThat(socket.nextWith("no such text").opcode()).isEqualTo(RawWebSocket.CLOSE);
    }
  }

  @Test
  void webSocketEndsWithTheTokenThatItWasOpenedWith() throws IOException {
    var passing = "Authorization: Bearer " + daemon.token("passing", Scope.READ) + "\r\n";
    try (var socket = webSocket(passing)) {
      var revoke = "DELETE /api/v1/tokens/passing HTTP/1.1\r\n" + host() + admin + "\r\n";

      assertThat(RawHttp.send(server, revoke).status()).isEqualTo(204);

      assertThat(socket.nextWith("no such text").opcode()).isEqualTo(RawWebSocket.CLOSE);
    }
  }

  @Test
  void whoAsksWithoutReadingHoldsNobodyUp() throws IOException {
    try (var socket = webSocket(reader)) {
      for (int i = 0; i < 2_000; i++) {
        socket.send("{\"id\": \"" + i + "\", \"cmd\": \"list_calls\"}");
      }
      assertThat(RawHttp.send(server, get("/api/v1/status", reader)).status()).isEqualTo(200);
    }
  }

  @Test
  void halfOpenConnectionsOfOnePlaceLeaveRoomForOthers() throws IOException {
    List<Socket> halfOpen = new ArrayList<>();
    try {
      for (int i = 0; i < HALF_OPEN; i++) {
        halfOpen.add(HalfOpen.connect(daemon.https(), "127.0.0.5"));
      }

      assertThat(RawHttp.send(server, get("/api/v1/status", reader)).status()).isEqualTo(200);
    } finally {
      for (var socket : halfOpen) {
        socket.close();
      }
    }
  }
}
