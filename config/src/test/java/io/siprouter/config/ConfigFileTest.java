package io.siprouter.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are anything but a configuration. */
class ConfigFileTest {
  private static final String PHONE =
      """
      {"devices": [{"id": "a", "displayName": "K\u00fcche", "extension": "101", "username": "a",
                    "password": %s}]}
      """;

  @TempDir private Path folder;

  private List<String> faultsOf(Path file) {
    var thrown = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file));
    return thrown == null ? List.of() : thrown.faults().stream().map(Fault::toString).toList();
  }

  private List<String> faultsOf(byte[] bytes) throws IOException {
    return faultsOf(Files.write(folder.resolve("config.json"), bytes));
  }

  private List<String> faultsOf(String text) throws IOException {
    return faultsOf(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"server": {}, "server": {}} | line 1, column 24 is not JSON: Duplicate Object property "server"; allowed: JSON (RFC 8259)
          {"server": NaN} | line 1, column 15 is not JSON: Non-standard word; allowed: JSON (RFC 8259)
          {} {} | line 1, column 4 is not JSON: Trailing token found after value; allowed: JSON (RFC 8259)
          {} // all | line 1, column 4 is not JSON: Unexpected character ('/' (code 47)): maybe a (non-standard) comment?; allowed: JSON (RFC 8259)
          {"server": { | line 1, column 13 is not JSON: Unexpected end-of-input: expected close marker for Object; allowed: JSON (RFC 8259)
          null | $ is null; allowed: a JSON object
          [] | $ is an empty array; allowed: a JSON object
          7 | $ is 7; allowed: a JSON object
          {"server": {"sip": {"udpPort": 1e400000000}}} | $.server.sip.udpPort is a number beyond all bounds; allowed: an integer from 1 to 65535
          {"server": {"sip": {"udpPort": -1e400000000}}} | $.server.sip.udpPort is a number beyond all bounds; allowed: an integer from 1 to 65535
          {"server": {"sip": {"udpPort": 1e-400000000}}} | $.server.sip.udpPort is 0.0; allowed: an integer from 1 to 65535
          {"server": {"realm": "a\\u0000b"}} | $.server.realm is "a\\u0000b"; allowed: 1 to 64 letters, digits or . _ -
          {"history": {"a b\\n$.x": 1}} | $.history['a b?$.x'] is not a known field; allowed: retentionDays, maxCalls
          """)
  void oddTextIsOneFault(String text, String fault) throws IOException {
    assertThat(faultsOf(text)).containsExactly(fault);
  }

  @Test
  void whatIsBeyondABoundIsNamed() throws IOException {
    var deep = "{\"server\":".repeat(40) + "1" + "}".repeat(40);
    var number = "{\"server\": " + "9".repeat(1100) + "}";
    var name = "{\"" + "n".repeat(40_000) + "\": 1}";

    assertThat(faultsOf(deep))
        .containsExactly(
            "$ is not JSON: Document nesting depth (33) exceeds the maximum allowed (32);"
                + " allowed: JSON (RFC 8259)");
    assertThat(faultsOf(number))
        .containsExactly(
            "$ is not JSON: Number value length (1100) exceeds the maximum allowed (1000);"
                + " allowed: JSON (RFC 8259)");
    assertThat(faultsOf(name)).singleElement().asString().hasSizeLessThan(1000).contains("nnn...");
  }

  static Stream<Arguments> otherEncodings() {
    return Stream.of(
        Arguments.of(UTF_16, "line 1, column 1 is not UTF-8"),
        Arguments.of(ISO_8859_1, "line 1, column 43 is not UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("otherEncodings")
  void otherEncodingsThanUtf8AreRefused(Charset charset, String fault) throws IOException {
    assertThat(faultsOf(PHONE.formatted("\"p\"").getBytes(charset)))
        .singleElement()
        .asString()
        .startsWith(fault);
  }

  @Test
  void textThatIsUtf8ByChanceIsNotGuessedAt() throws IOException {
    assertThat(faultsOf("{}".getBytes(UTF_16LE)))
        .singleElement()
        .asString()
        .startsWith("line 1, column 2 is not JSON: Illegal character ((CTRL-CHAR, code 0))");
  }

  @Test
  void brokenCharacterIsFoundByLineAndColumn() throws IOException {
    assertThat(faultsOf("{\n  \"server\": \"\u00c0\u0080\"}".getBytes(ISO_8859_1)))
        .containsExactly("line 2, column 14 is not UTF-8; allowed: JSON (RFC 8259)");
  }

  @Test
  void byteOrderMarkIsReadOver() throws Exception {
    Files.writeString(folder.resolve("secret"), "\ufeffhunter2\r\n");
    var file =
        Files.writeString(
            folder.resolve("config.json"), "\ufeff" + PHONE.formatted("{\"file\": \"secret\"}"));

    var phone = ConfigLoader.load(file).devices().getFirst();

    assertThat(phone.displayName()).isEqualTo("K\u00fcche");
    assertThat(phone.password().reveal()).isEqualTo("hunter2");
  }

  @Test
  void secretThatIsNotUtf8IsNoSecret() throws IOException {
    Files.write(folder.resolve("secret"), "gr\u00fcn".getBytes(ISO_8859_1));

    assertThat(faultsOf(PHONE.formatted("{\"file\": \"secret\"}")))
        .containsExactly(
            "$.devices[0].password.file is \"secret\"; allowed: a readable file of 1 to 256"
                + " printable characters");
  }

  @Test
  void faultsAreManyButNotEndless() throws IOException {
    var unknown =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"a" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    var file = Files.writeString(folder.resolve("config.json"), unknown);

    var thrown = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file));

    assertThat(thrown.faults()).hasSize(1000);
    assertThat(thrown)
        .hasMessageStartingWith(file + " has 20000 faults:")
        .hasMessageEndingWith("\n  and 19000 more");
  }

  @Test
  void fileMayBeALink() throws Exception {
    var file = Files.writeString(folder.resolve("real.json"), PHONE.formatted("\"p\""));
    var link = Files.createSymbolicLink(folder.resolve("link.json"), file);

    assertThat(ConfigLoader.load(link).devices()).hasSize(1);
  }

  @Test
  void whatCannotBeReadIsSaidInWords() throws IOException {
    var loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    var dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));

    assertThat(faultsOf(folder))
        .containsExactly("$ cannot be read (Is a directory); allowed: a readable file");
    assertThat(faultsOf(dangling))
        .containsExactly("$ cannot be read (there is no such file); allowed: a readable file");
    assertThat(faultsOf(loop)).singleElement().asString().contains("Too many levels of symbolic");
    assertThat(faultsOf(Path.of("/dev/zero")))
        .containsExactly("$ is too long; allowed: up to 1048576 bytes");
    assertThat(Fault.unreadable(new AccessDeniedException("config.json")))
        .hasToString("$ cannot be read (this user may not read it); allowed: a readable file");
  }
}
