package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFaultsTest {
  private static final String PHONES =
      """
      "devices": [
        {"id": "a", "extension": "101", "username": "ua", "password": "p"},
        {"id": "b", "extension": "102", "username": "ub", "password": "p"}
      ]\
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'all': {'Via': 'x'}} | $.headers.all.Via is "x"; allowed: a header other than those that route, count and identify messages
          {'all': {'X-A': 7}} | $.headers.all['X-A'] is 7; allowed: up to 256 characters on one line
          {'toDevices': {'X-A': 'a\\r\\nVia: b'}} | $.headers.toDevices['X-A'] is "a\\r\\nVia: b"; allowed: up to 256 characters on one line
          {'methods': {'INVITE': {'f': 'me'}}} | $.headers.methods.INVITE.f is "me"; allowed: a SIP address in <>, with or without a name before it
          {'some': {}} | $.headers.some is not a known field; allowed: all, methods, toProviders, toDevices
          """)
  void headerFault(String headers, String fault) {
    assertThat(faultsOf("{'headers': " + headers + "}")).containsExactly(fault);
  }

  @Test
  void emergencyProvidersAreKnown() {
    assertThat(faultsOf("{'emergencyProviders': ['ghost']}"))
        .containsExactly("$.emergencyProviders[0] is \"ghost\"; allowed: the id of a provider");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'sip': {'udpPort': 70000}} | $.server.sip.udpPort is 70000; allowed: an integer from 1 to 65535
          {'sip': {'tcpPort': '5060'}} | $.server.sip.tcpPort is "5060"; allowed: an integer from 1 to 65535
          {'sip': {'udpPort': 5060.5}} | $.server.sip.udpPort is 5060.5; allowed: an integer from 1 to 65535
          {'rtpPorts': {'max': 10998.0}} | $.server.rtpPorts.max is 10998.0; allowed: an odd integer above rtpPorts.min (10000)
          {'sip': null} | $.server.sip is null; allowed: an object
          {'sip': {'wsPort': 5062}} | $.server.sip.wsPort is not a known field; allowed: udpPort, tcpPort, tlsPort, tls
          {'lanAddress': '192.168.1'} | $.server.lanAddress is "192.168.1"; allowed: "auto" or an IP address of one host, in full
          {'publicAddress': 'example.org'} | $.server.publicAddress is "example.org"; allowed: "auto" or an IP address of one host, in full
          {'publicAddress': '0.0.0.0'} | $.server.publicAddress is "0.0.0.0"; allowed: "auto" or an IP address of one host, in full
          {'realm': 'a b'} | $.server.realm is "a b"; allowed: 1 to 64 letters, digits or . _ -
          {'rtpPorts': {'min': 20000, 'max': 10001}} | $.server.rtpPorts.max is 10001; allowed: an odd integer above rtpPorts.min (20000)
          {'rtpPorts': {'min': 10000, 'max': 10010}} | $.server.rtpPorts.max is 10010; allowed: an odd integer above rtpPorts.min (10000)
          {'rtpPorts': {'min': 10001}} | $.server.rtpPorts.min is 10001; allowed: an even integer from 1024 to 65534
          {'sip': {'udpPort': 10500}} | $.server.sip.udpPort is 10500; allowed: a port outside of server.rtpPorts
          {'dns': {'servers': ['ns.example.org']}} | $.server.dns.servers[0] is "ns.example.org"; allowed: an IP address, with or without :port (IPv6 in brackets)
          {'limits': {'banAfter': -1}} | $.server.limits.banAfter is -1; allowed: an integer from 0 to 1000
          {'trustedNetworks': ['10.0.0.0/33']} | $.server.trustedNetworks[0] is "10.0.0.0/33"; allowed: an IP address or a range of them, like 192.168.1.0/24
          {'sessionTimer': {'minSec': 60}} | $.server.sessionTimer.minSec is 60; allowed: an integer from 90 to 86400
          {'sessionTimer': {'minSec': 600, 'intervalSec': 599}} | $.server.sessionTimer.intervalSec is 599; allowed: at least sessionTimer.minSec (600)
          {'limits': {'calls': 0}} | $.server.limits.calls is 0; allowed: an integer from 1 to 10000
          """)
  void serverFault(String server, String fault) {
    assertThat(faultsOf("{'server': " + server + "}")).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'codecs': []} | $.media.codecs is an empty array; allowed: at least one of G722, OPUS, PCMA, PCMU
          {'codecs': ['PCMA', 'gsm']} | $.media.codecs[1] is "gsm"; allowed: different ones of G722, OPUS, PCMA, PCMU
          {'codecs': ['PCMA', 'pcma/8000']} | $.media.codecs[1] is "pcma/8000"; allowed: different ones of G722, OPUS, PCMA, PCMU
          {'opus': {'bitrate': 5999}} | $.media.opus.bitrate is 5999; allowed: an integer from 6000 to 510000
          {'opus': {'complexity': 11}} | $.media.opus.complexity is 11; allowed: an integer from 0 to 10
          {'jitter': {'minMs': 300}} | $.media.jitter.maxMs is 200; allowed: at least jitter.minMs (300)
          {'denoise': true} | $.media.denoise is not a known field; allowed: codecs, opus, jitter, mixerThreads, rtpTimeoutSec, holdTimeoutSec
          {'rtpTimeoutSec': -1} | $.media.rtpTimeoutSec is -1; allowed: an integer from 0 to 86400
          """)
  void mediaFault(String media, String fault) {
    assertThat(faultsOf("{'media': " + media + "}")).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'domain': 'bad host' | $.providers[0].domain is "bad host"; allowed: a host name or IP address, with or without :port (IPv6 in brackets)
          'domain': 'sip.example.org:99999' | $.providers[0].domain is "sip.example.org:99999"; allowed: a host name or IP address, with or without :port (IPv6 in brackets)
          'domain': 'x.org', 'outboundProxy': 'a b' | $.providers[0].outboundProxy is "a b"; allowed: a host name or IP address, with or without :port (IPv6 in brackets)
          'domain': 'x.org', 'keepAliveSec': -1 | $.providers[0].keepAliveSec is -1; allowed: an integer from 0 to 3600
          'domain': 'x.org', 'transport': 'sctp' | $.providers[0].transport is "sctp"; allowed: one of "auto", "udp", "tcp", "tls"
          'domain': 'x.org', 'enabled': 'yes' | $.providers[0].enabled is "yes"; allowed: true or false
          'domain': 'x.org', 'registerIntervalSec': 1 | $.providers[0].registerIntervalSec is 1; allowed: an integer from 10 to 86400
          'domain': 'x.org', 'numbers': ['12-34'] | $.providers[0].numbers[0] is "12-34"; allowed: 1 to 32 digits, with or without a leading +
          'domain': 'x.org', 'country': 'XX' | $.providers[0].country is "XX"; allowed: the ISO 3166-1 code of a country, such as DE
          'domain': 'x.org', 'country': 'de' | $.providers[0].country is "de"; allowed: two capital letters, or nothing
          'domain': 'x.org', 'nationalPrefix': 'x' | $.providers[0].nationalPrefix is "x"; allowed: "auto" or up to 6 digits
          'domain': 'x.org', 'numberFormat': '+49' | $.providers[0].numberFormat is "+49"; allowed: one of "e164", "e164-digits", "national", "as-dialled"
          'domain': 'x.org', 'codecs': ['G729'] | $.providers[0].codecs[0] is "G729"; allowed: different ones of G722, OPUS, PCMA, PCMU
          'transport': 'udp' | $.providers[0].domain is missing; allowed: a host name or IP address, with or without :port (IPv6 in brackets)
          """)
  void providerFault(String fields, String fault) {
    var provider = "{'id': 'p', 'username': 'u', 'password': 'p', " + fields + "}";

    assertThat(faultsOf("{'providers': [" + provider + "]}")).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'password': 'p' | $.providers[0].username is missing; allowed: given unless register is false
          'username': 'u' | $.providers[0].password is missing; allowed: given unless register is false
          'username': 'u', 'register': true | $.providers[0].password is missing; allowed: given unless register is false
          'register': false | $.providers[0].username is missing; allowed: given unless there are numbers
          'username': '', 'register': false, 'numbers': ['1'] | $.providers[0].username is ""; allowed: 1 to 128 printable ASCII characters without space
          """)
  void accountFault(String fields, String fault) {
    var provider = "{'id': 'p', 'domain': 'x.org', " + fields + "}";

    assertThat(faultsOf("{'providers': [" + provider + "]}")).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'id': 'a', 'extension': '1', 'username': 'u' | $.devices[2].id is "a" as $.devices[0].id; allowed: a value that no other one has
          'id': 'c', 'extension': '102', 'username': 'u' | $.devices[2].extension is "102" as $.devices[1].extension; allowed: a value that no other one has
          'id': 'c', 'extension': '1', 'username': 'ua' | $.devices[2].username is "ua" as $.devices[0].username; allowed: a value that no other one has
          'id': 'c', 'extension': '112', 'username': 'u' | $.devices[2].extension is "112"; allowed: no emergency number, see emergencyNumbers
          'id': 'c', 'extension': '*43', 'username': 'u' | $.devices[2].extension is "*43" as $.featureCodes.echo; allowed: no feature code
          'id': '', 'extension': '1', 'username': 'u' | $.devices[2].id is ""; allowed: 1 to 64 letters, digits or . _ -, the first a letter or digit
          'id': 'c', 'extension': 'x', 'username': 'u' | $.devices[2].extension is "x"; allowed: 1 to 16 characters of 0-9 * #
          'id': 'c', 'extension': '1', 'username': 'a b' | $.devices[2].username is "a b"; allowed: 1 to 64 letters, digits or . _ + -
          'id': 'c', 'extension': '1', 'username': 'u', 'maxContacts': 0 | $.devices[2].maxContacts is 0; allowed: an integer from 1 to 20
          'id': 'c', 'extension': '1', 'username': 'u', 'digest': [] | $.devices[2].digest is an empty array; allowed: SHA-256, MD5 or both, each once
          'id': 'c', 'extension': '1', 'username': 'u', 'digest': 'MD5' | $.devices[2].digest is "MD5"; allowed: SHA-256, MD5 or both, each once
          'id': 'c', 'extension': '1', 'username': 'u', 'digest': ['MD5', 'MD5'] | $.devices[2].digest is an array; allowed: SHA-256, MD5 or both, each once
          'id': 'c', 'extension': '1', 'username': 'u', 'digest': ['MD5', 'sha256'] | $.devices[2].digest[1] is "sha256"; allowed: one of "SHA-256", "MD5"
          'id': 'c', 'extension': '1', 'username': 'u', 'mayDial': ['1*', '/(/'] | $.devices[2].mayDial[1] is "/(/"; allowed: a number, a prefix ending in *, or a regular expression between slashes
          'id': 'c', 'extension': '1', 'username': 'u', 'expectedAddress': ['10.0.0.0/33'] | $.devices[2].expectedAddress[0] is "10.0.0.0/33"; allowed: an IP address or a range of them, like 192.168.1.0/24
          'id': 'c', 'extension': '1' | $.devices[2].username is missing; allowed: 1 to 64 letters, digits or . _ + -
          """)
  void deviceFault(String fields, String fault) {
    var devices = PHONES.replace("]", ", {'password': 'p', " + fields + "}]");

    assertThat(faultsOf("{" + devices + "}")).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'direction': 'sideways'} | {'reject': {'code': 403}} | match.direction is "sideways"; allowed: one of "inbound", "outbound", "internal"
          {'direction': 'inbound', 'numberPattern': '/(/'} | {'reject': {'code': 403}} | match.numberPattern is "/(/" (error parsing regexp: missing closing ): `(`); allowed: a number, a prefix ending in *, or a regular expression between slashes
          {'direction': 'inbound', 'callerPattern': '/(?=a)/'} | {'reject': {'code': 403}} | match.callerPattern is "/(?=a)/" (error parsing regexp: invalid or unsupported Perl syntax: `(?=`); allowed: a number, a prefix ending in *, or a regular expression between slashes
          {'direction': 'inbound', 'numberPattern': '/1'} | {'reject': {'code': 403}} | match.numberPattern is "/1" (a regular expression stands between two slashes); allowed: a number, a prefix ending in *, or a regular expression between slashes
          {'direction': 'inbound', 'numberPattern': ''} | {'reject': {'code': 403}} | match.numberPattern is ""; allowed: a number, a prefix ending in *, or a regular expression between slashes
          {'direction': 'inbound', 'sourceProvider': 'q'} | {'reject': {'code': 403}} | match.sourceProvider is "q"; allowed: the id of a provider
          {'direction': 'outbound', 'sourceDevice': 'q'} | {'reject': {'code': 403}} | match.sourceDevice is "q"; allowed: the id of a device
          {'direction': 'outbound', 'sourceProvider': 'p'} | {'reject': {'code': 403}} | match.sourceProvider is "p"; allowed: inbound routes only
          {'direction': 'inbound', 'sourceDevice': 'a'} | {'reject': {'code': 403}} | match.sourceDevice is "a"; allowed: outbound or internal routes only
          {'direction': 'internal', 'numberPattern': '101'} | {'reject': {'code': 403}} | match.numberPattern is "101"; allowed: a number that is neither extension nor feature code
          {'direction': 'internal', 'numberPattern': '/[*]43/'} | {} | action has no target; allowed: exactly one of devices, provider, reject
          {'direction': 'outbound'} | {'provider': 'p', 'reject': {'code': 403}} | action has provider and reject; allowed: exactly one of devices, provider, reject
          {'direction': 'inbound'} | {'provider': 'p'} | action.provider is "p"; allowed: devices or reject in an inbound route
          {'direction': 'outbound'} | {'devices': ['a']} | action.devices is an array; allowed: provider or reject in an outbound route
          {'direction': 'outbound'} | {'provider': 'q'} | action.provider is "q"; allowed: the id of a provider
          {'direction': 'inbound'} | {'devices': ['a', 'q']} | action.devices[1] is "q"; allowed: the id of a device
          {'direction': 'inbound'} | {'devices': ['a', 'a']} | action.devices is an array; allowed: 1 to 50 different ids of devices
          {'direction': 'outbound'} | {'provider': 'p', 'noAnswerTimeoutSec': 9} | action.noAnswerTimeoutSec is 9; allowed: only beside devices
          {'direction': 'inbound'} | {'devices': ['a'], 'failoverProviders': ['p']} | action.failoverProviders is an array; allowed: only beside provider
          {'direction': 'outbound'} | {'provider': 'p', 'failoverProviders': ['p']} | action.failoverProviders[0] is "p" as $.routes[0].action.provider; allowed: another provider
          {'direction': 'outbound'} | {'provider': 'p', 'failoverProviders': ['ghost']} | action.failoverProviders[0] is "ghost"; allowed: the id of a provider
          {'direction': 'inbound'} | {'devices': ['a'], 'stripPrefix': '0'} | action.stripPrefix is "0"; allowed: only beside provider
          {'direction': 'inbound'} | {'reject': {'code': 200}} | action.reject.code is 200; allowed: an integer from 400 to 699
          {'direction': 'inbound'} | {'reject': {}} | action.reject.code is missing; allowed: an integer from 400 to 699
          """)
  void routeFault(String match, String action, String fault) {
    var provider = "{'id': 'p', 'domain': 'x.org', 'username': 'u', 'password': 'p'}";
    var route = "{'id': 'r', 'match': " + match + ", 'action': " + action + "}";
    var json = "{'providers': [" + provider + "], " + PHONES + ", 'routes': [" + route + "]}";

    assertThat(faultsOf(json)).containsExactly("$.routes[0]." + fault);
  }

  @Test
  void everyFaultIsToldAtOnce() {
    var json =
        """
        {
          "server": {"lanAddress": "here", "sip": {"udpPort": 0}, "colour": "red"},
          "devices": [
            {"id": "a", "extension": "101", "username": "u"},
            {"id": "a", "extension": "101", "username": "u", "password": {"env": "UNSET"}}
          ],
          "routes": [
            {"id": "r", "match": {"direction": "inbound"}, "action": {"devices": ["ghost"]}}
          ]
        }
        """;

    assertThat(exception(json))
        .hasMessage(
            """
            config.json has 9 faults:
              $.server.sip.udpPort is 0; allowed: an integer from 1 to 65535
              $.server.colour is not a known field; allowed: lanAddress, publicAddress, realm, \
            sip, http, rtpPorts, limits, trustedNetworks, sessionTimer, dns, country, areaCode, nationalPrefix, \
            internationalPrefix
              $.devices[0].password is missing; allowed: 1 to 256 printable characters, \
            {"file": "path"} or {"env": "NAME"}
              $.server.lanAddress is "here"; allowed: "auto" or an IP address of one host, in full
              $.devices[1].id is "a" as $.devices[0].id; allowed: a value that no other one has
              $.devices[1].extension is "101" as $.devices[0].extension; allowed: a value that no \
            other one has
              $.devices[1].username is "u" as $.devices[0].username; allowed: a value that no \
            other one has
              $.routes[0].action.devices[0] is "ghost"; allowed: the id of a device
              $.devices[1].password.env is "UNSET"; allowed: a variable set to 1 to 256 printable \
            characters\
            """
                .replace("config.json", folder.resolve("config.json").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567", "''", "['hunter2']", "{'passwd': 'hunter2'}", "{}", "true"})
  void badSecretIsNeverShown(String secret) {
    var device = "{'id': 'a', 'extension': '1', 'username': 'u', 'password': " + secret + "}";

    assertThat(faultsOf("{'devices': [" + device + "]}"))
        .isNotEmpty()
        .allSatisfy(
            fault ->
                assertThat(fault)
                    .startsWith("$.devices[0].password")
                    .doesNotContain("hunter2", "1234567", "true"));
  }

  @Test
  void misspelledPasswordIsNotShown() {
    assertThat(faultsOf("{'providers': [{'pasword': 'hunter2'}]}"))
        .isNotEmpty()
        .noneSatisfy(fault -> assertThat(fault).contains("hunter2"));
  }

  @Test
  void secretsComeFromFilesBesideTheConfigurationAndFromTheEnvironment() throws Exception {
    Files.writeString(folder.resolve("secret"), "from a file\n");
    var json = "{" + PHONES.replaceFirst("\"p\"", "{'file': 'secret'}") + "}";
    json = json.replace("\"p\"", "{'env': 'SET'}");

    var config = new ConfigLoader(Map.of("SET", "from outside")).read(write(json));

    assertThat(config.devices())
        .extracting(device -> device.password().reveal())
        .containsExactly("from a file", "from outside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent", "empty", "two-lines", "."})
  void unusableSecretFileIsAFault(String name) throws Exception {
    Files.writeString(folder.resolve("empty"), "\n");
    Files.writeString(folder.resolve("two-lines"), "hunter2\nhunter3\n");
    var json = "{" + PHONES.replaceFirst("\"p\"", "{'file': '" + name + "'}") + "}";

    assertThat(faultsOf(json))
        .containsExactly(
            "$.devices[0].password.file is \""
                + name
                + "\"; allowed: a readable file of 1 to 256 printable characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{'server': {},\n  'media' 7}` | line 2, column 11 is not JSON: Unexpected character",
        "{'a': hunter2} | line 1, column 7 is not JSON: Unrecognized word",
        "{'a': 1, 'a': 2} | line 1, column 13 is not JSON: Duplicate",
        "{} {} | line 1, column 4 is not JSON: Trailing token",
        "{ | line 1, column 2 is not JSON: Unexpected end-of-input",
      })
  void malformedJsonSaysLineAndColumn(String json, String start) {
    assertThat(faultsOf(json))
        .singleElement()
        .asString()
        .startsWith(start)
        .doesNotContain("hunter2");
  }

  @Test
  void deepNestingIsRefusedBeforeItHurts() {
    assertThat(faultsOf("[".repeat(100_000)))
        .singleElement()
        .asString()
        .startsWith("$ is not JSON: Document nesting depth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "null", "'text'"})
  void rootIsAnObject(String json) {
    assertThat(faultsOf(json)).singleElement().asString().endsWith("; allowed: a JSON object");
  }

  @Test
  void emptyFileIsNoConfiguration() {
    assertThat(faultsOf("")).containsExactly("$ is empty; allowed: a JSON object");
  }

  @Test
  void fileOfMoreThanTheLimitIsNotRead() {
    assertThat(faultsOf(" ".repeat(ConfigLoader.MAX_BYTES) + "{}"))
        .containsExactly("$ is too long; allowed: up to 1048576 bytes");
  }

  @Test
  void absentFileIsOneClearLine() {
    var file = folder.resolve("absent.json");

    var exception = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file));

    assertThat(exception)
        .hasMessageStartingWith(file + " has 1 fault:\n  $ cannot be read (")
        .hasMessageEndingWith("; allowed: a readable file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'devices': {'id': 'a'}}",
        "{'devices': ['a', 7, null]}",
        "{'routes': [{'match': [], 'action': 'a'}, [], null]}",
        "{'server': [], 'media': 7, 'featureCodes': 'x', 'providers': null}",
        "{'server': {'rtpPorts': {'min': 'a', 'max': 99999999999}}}",
      })
  void wrongTypesAnywhereAreFaultsAndNothingElse(String json) {
    assertThat(faultsOf(json)).isNotEmpty();
  }

  private List<String> faultsOf(String json) {
    return exception(json).faults().stream().map(Fault::toString).toList();
  }

  private ConfigException exception(String json) {
    return catchThrowableOfType(
        ConfigException.class, () -> new ConfigLoader(Map.of()).read(write(json)));
  }

  private Path write(String json) throws Exception {
    return Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
  }
}
