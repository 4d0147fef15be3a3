package io.siprouter.config;

import java.util.List;
import java.util.function.Function;

/** Knows which settings a running daemon cannot take over: sockets, threads and what is in them. */
public final class RestartNeeds {

  private record Setting(String path, Function<AppConfig, Object> value) {
    boolean differs(AppConfig one, AppConfig other) {
      return !value.apply(one).equals(value.apply(other));
    }
  }

  private static final List<Setting> FIXED =
      List.of(
          new Setting("$.server.lanAddress", config -> config.server().lanAddress()),
          new Setting("$.server.publicAddress", config -> config.server().publicAddress()),
          new Setting("$.server.sip.udpPort", config -> config.server().sip().udpPort()),
          new Setting("$.server.sip.tcpPort", config -> config.server().sip().tcpPort()),
          new Setting("$.server.sip.tlsPort", config -> config.server().sip().tlsPort()),
          new Setting("$.server.sip.tls", config -> config.server().sip().tls().isPresent()),
          new Setting("$.server.rtpPorts.min", config -> config.server().rtpPorts().min()),
          new Setting("$.server.rtpPorts.max", config -> config.server().rtpPorts().max()),
          new Setting("$.server.dns.servers", config -> config.server().dns().servers()),
          new Setting(
              "$.server.limits.maxMessageBytes",
              config -> config.server().limits().maxMessageBytes()),
          new Setting("$.server.http.port", config -> config.server().http().port()),
          new Setting("$.server.http.httpsPort", config -> config.server().http().httpsPort()),
          new Setting(
              "$.server.http.maxConnections", config -> config.server().http().maxConnections()),
          new Setting("$.media.mixerThreads", config -> config.media().mixerThreads()));

  private RestartNeeds() {}

  /**
   * The JSON paths of what would be different only after a restart.
   *
   * @param started what the process was started with
   */
  public static List<String> between(AppConfig started, AppConfig next) {
    return FIXED.stream()
        .filter(setting -> setting.differs(started, next))
        .map(Setting::path)
        .toList();
  }
}
