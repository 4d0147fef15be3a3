package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartNeedsTest {

  private static List<String> needs(String before, String after) throws ConfigException {
    return RestartNeeds.between(parse(before), parse(after));
  }

  private static AppConfig parse(String json) throws ConfigException {
    return ConfigLoader.parse(json.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'server': {'lanAddress': '192.0.2.1'}} | $.server.lanAddress",
        "{'server': {'publicAddress': '192.0.2.1'}} | $.server.publicAddress",
        "{'server': {'sip': {'udpPort': 5080}}} | $.server.sip.udpPort",
        "{'server': {'sip': {'tcpPort': 5080}}} | $.server.sip.tcpPort",
        "{'server': {'sip': {'tlsPort': 5080}}} | $.server.sip.tlsPort",
        "{'server': {'rtpPorts': {'min': 9000}}} | $.server.rtpPorts.min",
        "{'server': {'rtpPorts': {'max': 20001}}} | $.server.rtpPorts.max",
        "{'server': {'dns': {'servers': ['192.0.2.53']}}} | $.server.dns.servers",
        "{'server': {'limits': {'maxMessageBytes': 16384}}} | $.server.limits.maxMessageBytes",
        "{'media': {'mixerThreads': 7}} | $.media.mixerThreads"
      })
  void socketsAndThreadsNeedARestart(String after, String path) throws ConfigException {
    assertThat(needs("{}", after)).containsExactly(path);
  }

  @Test
  void everythingElseNeedsNone() throws ConfigException {
    assertThat(
            needs(
                "{}",
                """
                {
                  'server': {'realm': 'other', 'country': 'DE', 'areaCode': '30',
                             'limits': {'calls': 7, 'perSourceRate': 20, 'banAfter': 3},
                             'trustedNetworks': ['192.0.2.0/24'],
                             'sessionTimer': {'intervalSec': 600}},
                  'media': {'codecs': ['PCMA'], 'jitter': {'minMs': 60}, 'rtpTimeoutSec': 60},
                  'devices': [{'id': 'a', 'extension': '1', 'username': 'a', 'password': 'p'}],
                  'providers': [{'id': 'p', 'domain': 'x.org', 'username': 'u', 'password': 'p'}],
                  'headers': {'all': {'X-A': '1'}}, 'featureCodes': {'echo': '*44'}
                }
                """))
        .isEmpty();
  }
}
