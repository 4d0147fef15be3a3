package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of SIP, and who is told of what. */
class TraceAndWebhooksTest {

  @TempDir private Path folder;

  @Test
  void traceHasDefaults() throws Exception {
    assertThat(ConfigLoader.parse("{}").trace())
        .isEqualTo(new TraceSection(20_000, 33_554_432, Optional.empty()));
  }

  @Test
  void secretsMayStandInFiles() throws Exception {
    Files.writeString(folder.resolve("key"), "from-a-file\n");
    var file = folder.resolve("config.json");
    Files.writeString(
        file,
        """
        {
          "trace": {"hep": {"address": "2001:db8::7", "password": {"file": "key"}}},
          "webhooks": [{"id": "crm", "url": "https://crm.example:8443/a?b=c", "secret": {"file": "key"}}]
        }
        """);

    var config = ConfigLoader.load(file);

    assertThat(config.trace().hep())
        .contains(
            new HepTarget(
                InetAddress.ofLiteral("2001:db8::7"),
                9060,
                2001,
                Optional.of(Secret.of("from-a-file"))));
    assertThat(config.webhooks())
        .containsExactly(
            new WebhookEntry(
                "crm",
                URI.create("https://crm.example:8443/a?b=c"),
                Secret.of("from-a-file"),
                List.of("call_created", "call_answered", "call_ended")));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://host/a",
    "file:///etc/passwd",
    "https:///a",
    "http://user:word@host/",
    "/hook",
    "http://a b/"
  })
  void webhooksGoToWebServersOnly(String url) {
    assertThat(
            faultsOf(
                "{\"webhooks\": [{\"id\": \"x\", \"url\": \"%s\", \"secret\": \"s\"}]}"
                    .formatted(url)))
        .containsExactly(
            "$.webhooks[0].url is \"%s\"; allowed: an http or https URL with a host and without a user"
                .formatted(url));
  }

  @Test
  void webhooksHaveNamesOfTheirOwn() {
    var hook = "{\"id\": \"x\", \"url\": \"http://a/\", \"secret\": \"s\"}";

    assertThat(faultsOf("{\"webhooks\": [" + hook + ", " + hook + "]}"))
        .singleElement()
        .asString()
        .startsWith("$.webhooks[1].id");
  }

  @Test
  void captureServerIsNamedByItsAddress() {
    assertThat(faultsOf("{\"trace\": {\"hep\": {\"address\": \"homer.example\"}}}"))
        .containsExactly("$.trace.hep.address is \"homer.example\"; allowed: an IP address");
  }

  private static List<String> faultsOf(String json) {
    var refused = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.parse(json));
    return refused.faults().stream().map(Fault::toString).toList();
  }
}
