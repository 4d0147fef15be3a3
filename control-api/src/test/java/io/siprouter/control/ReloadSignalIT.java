package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.stream.TestStream;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The daemon as a process of its own that is sent SIGHUP while two phones talk. */
class ReloadSignalIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LONGEST_GAP = Duration.ofMillis(500);

  @TempDir private static Path folder;
  private static TestSite site;
  private static Launched daemon;
  private static CallWatch call;
  private ObjectNode config;
  private TestStream stream;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.find(16);
    var file = write(starting());
    daemon =
        Launched.siprouter(
            folder, "run", "--config", file.toString(), "--state", folder.toString());
    daemon.awaitOutput("siprouter is running.");
    call = CallWatch.begin(site.phone("101"), site.phone("102"));
  }

  private static ObjectNode starting() {
    return site.config("", List.of("105"));
  }

  private static Path write(ObjectNode wanted) throws IOException {
    return write(wanted.toPrettyString());
  }

  private static Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("config.json"), text);
  }

  @BeforeEach
  void connect() throws Exception {
    config = starting();
    stream = new TestStream(folder);
    stream.awaitEvent("status");
  }

  @AfterEach
  void putBack() throws Exception {
    write(starting());
    daemon.hangUp();
    var news = nextNews();
    stream.close();
    assertThat(news.path("event").asString()).isEqualTo("config_applied");
  }

  @AfterAll
  static void stop() {
    call.close();
    daemon.close();
  }

  private static ScriptedPhone registered(String number) throws Exception {
    var phone = site.phone(number);
    phone.register();
    assertThat(phone.awaitRegistration(SOON))
        .containsInstanceOf(PhoneRegistration.Registered.class);
    return phone;
  }

  /** The next thing that is told about the configuration. */
  private JsonNode nextNews() throws InterruptedException {
    return stream.await(message -> message.path("event").asString().startsWith("config_"));
  }

  @Test
  void signalBringsTheEditedFileIntoForce() throws Exception {
    config.withArray("devices").add(TestSite.device("phone-104", "104"));
    write(config);
    daemon.hangUp();

    var applied = stream.awaitEvent("config_applied").path("data");

    assertThat(applied.path("by").asString()).isEqualTo("sighup");
    assertThat(applied.path("changed").path(0).asString())
        .isEqualTo("$.devices[?@.id=='phone-104']");
    try (var fresh = registered("104");
        var porch = registered("105")) {
      porch.dial("104");
      assertThat(fresh.awaitState(PhoneState.Talking.class, SOON)).isPresent();
    }
    call.assertGoesOn(LONGEST_GAP);
  }

  @Test
  void brokenFileIsRejectedAtItsPlaceOnce() throws Exception {
    write(config.toPrettyString().replace("\"devices\" :", "\"devices\" "));
    daemon.hangUp();

    var rejected = nextNews();
    config.put("colour", "red");
    write(config);
    daemon.hangUp();
    var unknown = nextNews();
    config.remove("colour");
    config.withArray("devices").remove(2);
    write(config);
    var applied = nextNews();

    assertThat(rejected.path("event").asString()).isEqualTo("config_rejected");
    assertThat(rejected.path("data").path("by").asString()).isEqualTo("sighup");
    assertThat(rejected.at("/data/faults/0/path").asString()).matches("line \\d+, column \\d+.*");
    assertThat(unknown.at("/data/faults/0/path").asString()).isEqualTo("$.colour");
    assertThat(applied.path("event").asString()).isEqualTo("config_applied");
    assertThat(applied.at("/data/by").asString()).isEqualTo("file");
    assertThat(daemon.output()).contains("is not used, nothing has changed (sighup)");
    call.assertGoesOn(LONGEST_GAP);
  }

  @Test
  void secretInAFileIsReadAgain() throws Exception {
    var secret = Files.writeString(folder.resolve("secret"), "long-enough-for-nobody");
    var device = TestSite.device("phone-104", "104");
    device.putObject("password").put("file", secret.toString());
    config.withArray("devices").add(device);
    write(config);
    daemon.hangUp();
    assertThat(nextNews().path("event").asString()).isEqualTo("config_applied");
    try (var fresh = site.phone("104")) {
      fresh.register();
      assertThat(fresh.awaitRegistration(SOON)).containsInstanceOf(PhoneRegistration.Refused.class);
    }

    Files.writeString(secret, "long-enough-for-104");
    daemon.hangUp();

    assertThat(nextNews().path("event").asString()).isEqualTo("config_applied");
    registered("104").close();
    call.assertGoesOn(LONGEST_GAP);
  }
}
