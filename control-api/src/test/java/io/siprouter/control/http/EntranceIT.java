package io.siprouter.control.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people come in: by the link of the first start, by name and password, over HTTPS. */
class EntranceIT {

  private static final Pattern COOKIE = Pattern.compile("(?i)set-cookie: (siprouter=[^;]+)");
  private static final String PASSWORD = "correct horse";

  @TempDir private Path state;
  private RunningDaemon daemon;
  private InetSocketAddress server;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state);
    server = daemon.http();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private RawHttp.Answer ask(String line, String headers, String body) throws IOException {
    var request =
        line
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.getPort()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\n"
            + headers
            + "\r\n"
            + body;
    return RawHttp.send(server, request);
  }

  private RawHttp.Answer setUp(String secret) throws IOException {
    return ask(
        "POST /api/v1/setup",
        "",
        "{\"secret\": \"%s\", \"name\": \"anna\", \"password\": \"%s\"}"
            .formatted(secret, PASSWORD));
  }

  private RawHttp.Answer login(String password) throws IOException {
    return ask(
        "POST /api/v1/login", "", "{\"name\": \"anna\", \"password\": \"%s\"}".formatted(password));
  }

  private static String cookie(RawHttp.Answer answer) {
    var cookie = COOKIE.matcher(answer.head());
    assertThat(cookie.find()).as(answer.head()).isTrue();
    return "Cookie: " + cookie.group(1) + "\r\n";
  }

  private String origin() {
    return "Origin: http://127.0.0.1:" + server.getPort() + "\r\n";
  }

  private String firstUser() throws IOException {
    return cookie(setUp(Files.readString(state.resolve("setup-token"))));
  }

  @Test
  void linkMakesTheFirstUserOnce() throws IOException {
    var secret = Files.readString(state.resolve("setup-token"));

    assertThat(setUp("guess").status()).isEqualTo(401);
    assertThat(setUp(secret).body()).contains("\"name\":\"anna\"").contains("admin");
    assertThat(setUp(secret).status()).isEqualTo(401);
    assertThat(state.resolve("setup-token")).doesNotExist();
  }

  @Test
  void cookieIsForThisServerAndItsPagesOnly() throws IOException {
    firstUser();

    var answer = login(PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
    assertThat(login("wrong horse").status()).isEqualTo(401);
  }

  @Test
  void requestsOfOtherPagesDoNothingWithTheCookie() throws IOException {
    var cookie = firstUser();
    var wish = "{\"id\": \"crm\", \"scopes\": [\"read\"]}";

    assertThat(ask("GET /api/v1/status", cookie, "").status()).isEqualTo(200);
    assertThat(ask("POST /api/v1/tokens", cookie, wish).status()).isEqualTo(403);
    assertThat(ask("POST /api/v1/tokens", cookie + origin(), wish).status()).isEqualTo(201);
  }

  @Test
  void whoLogsOutIsOut() throws IOException {
    var cookie = firstUser();

    assertThat(ask("POST /api/v1/logout", cookie + origin(), "").status()).isEqualTo(204);

    assertThat(ask("GET /api/v1/status", cookie, "").status()).isEqualTo(401);
  }

  @Test
  void otherPasswordLogsEverybodyOutAndNoAnswerShowsAny() throws IOException {
    var cookie = firstUser();
    var users = ask("GET /api/v1/users", cookie, "").body();
    assertThat(users).contains("anna").doesNotContain("argon2").doesNotContain(PASSWORD);

    var change = "{\"password\": \"battery staple\"}";
    assertThat(ask("PATCH /api/v1/users/anna", cookie + origin(), change).status()).isEqualTo(200);

    assertThat(ask("GET /api/v1/status", cookie, "").status()).isEqualTo(401);
    assertThat(login("battery staple").status()).isEqualTo(200);
  }

  @Test
  void whatWasDoneIsWrittenDownWithoutSecrets() throws IOException {
    var cookie = firstUser();
    login("wrong horse");
    ask("PATCH /api/v1/users/anna", cookie + origin(), "{\"password\": \"battery staple\"}");
    daemon.close();

    assertThat(Files.readString(state.resolve("audit.log")))
        .contains("\"who\":\"anna\",\"from\":\"127.0.0.1\",\"command\":\"setup\"")
        .contains("\"command\":\"login\",\"outcome\":\"unauthorized\"")
        .contains("\"command\":\"update_user\"")
        .contains("(hidden)")
        .doesNotContain("battery")
        .doesNotContain("horse");
  }

  @Test
  void curlTrustsTheAuthorityOfTheTrustPage() throws Exception {
    var page = curl("--insecure", url("/trust"));
    assertThat(page).contains("Compare first").doesNotContain("{{");
    var ca = Files.writeString(state.resolve("ca.crt"), curl("--insecure", url("/ca.crt")));

    assertThat(curl("--cacert", ca.toString(), url("/"))).contains("<title>siprouter</title>");
    assertThat(curl("--cacert", ca.toString(), "-i", url("/api/v1/status")))
        .startsWith("HTTP/1.1 401")
        .contains("Content-Security-Policy: default-src 'self'")
        .doesNotContain("Strict-Transport-Security");
    assertThat(curl("--cacert", ca.toString(), "--tls-max", "1.1", url("/"))).isEmpty();
  }

  private String url(String path) {
    return "https://127.0.0.1:" + daemon.https().getPort() + path;
  }

  private static String curl(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("curl", "--silent", "--max-time", "20"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
