package io.siprouter.control.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.control.command.Scope;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that a generator makes of the served document, and a call that is made with it. */
class GeneratedClientIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void clientOfTheServedDocumentMakesACall() throws Exception {
    try (var daemon = RunningDaemon.start(folder);
        var desk = registered(daemon.phone101());
        var hall = registered(daemon.phone102())) {
      var token = daemon.token("generated", Scope.READ, Scope.CALL);
      var address = "http://127.0.0.1:%d/api/v1".formatted(daemon.http().getPort());
      var document = fetch(address + "/openapi.json", token);
      var generator = new ClientGenerator(folder);

      assertThat(generator.validate(document)).contains("No validation issues detected");
      assertThat(called(generator, document, address, token))
          .containsExactly(
              "desk is registered: true, at 1",
              "hall is registered: true, at 1",
              "made: answered",
              "the key makes no other: true",
              "took a while",
              "desk speaks PCMU, muted: true",
              "hall speaks PCMU, muted: false",
              "calls left: 0",
              "400 bad_field of to",
              "faults: 1");
      assertThat(desk.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
      assertThat(hall.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    }
  }

  @SuppressWarnings("unchecked") // of another class loader, except for what the JDK has
  private List<String> called(
      ClientGenerator generator, Path document, String address, String token) throws Exception {
    var program = folder.resolve("Caller.java");
    try (var source =
        Objects.requireNonNull(GeneratedClientIT.class.getResourceAsStream("Caller.java"))) {
      Files.copy(source, program);
    }
    try (var loader = generator.compile(generator.generate(document), program)) {
      var caller = loader.loadClass("example.Caller").getConstructor().newInstance();
      return ((BiFunction<String, String, List<String>>) caller).apply(address, token);
    }
  }

  private static ScriptedPhone registered(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
    return phone;
  }

  private Path fetch(String address, String token) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(address))
              .header("Authorization", "Bearer " + token)
              .build();
      return client.send(request, BodyHandlers.ofFile(folder.resolve("openapi.json"))).body();
    }
  }
}
