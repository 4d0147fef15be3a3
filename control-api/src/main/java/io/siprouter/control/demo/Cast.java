package io.siprouter.control.demo;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.UUID;

/** Who takes part in the demonstration: a hub with two devices, and the phones that are these. */
record Cast(FreePorts ports, Role caller, Role callee) {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /**
   * One phone.
   *
   * @param number its extension, user name and device id
   * @param codec the only one it has
   * @param toneHz what it sends [Hz]
   */
  record Role(String number, String password, Codec codec, double toneHz) {
    static Role of(String number, Codec codec, double toneHz) {
      return new Role(number, UUID.randomUUID().toString(), codec, toneHz);
    }

    private String device() {
      return """
      {"id": "%1$s", "extension": "%1$s", "username": "%1$s", "password": "%2$s"}\
      """
          .formatted(number, password);
    }
  }

  /** On free ports, with new passwords; the codecs differ, so that the hub has to transcode. */
  static Cast assemble() throws IOException {
    return new Cast(
        FreePorts.at(LOOPBACK), Role.of("101", Codec.PCMU, 440), Role.of("102", Codec.G722, 620));
  }

  List<Role> roles() {
    return List.of(caller, callee);
  }

  AppConfig config() throws ConfigException {
    return ConfigLoader.parse(
        """
        {
          "server": {
            "lanAddress": "%s",
            "sip": {"udpPort": %d, "tcpPort": %d},
            "rtpPorts": {"min": %d, "max": %d}
          },
          "devices": [
            %s,
            %s
          ]
        }
        """
            .formatted(
                LOOPBACK.getHostAddress(),
                ports.udp(),
                ports.tcp(),
                ports.rtpMin(),
                ports.rtpMax(),
                caller.device(),
                callee.device()));
  }

  /** A phone that listens for all tones there are. */
  ScriptedPhone phone(Role role) throws SocketException {
    var hub = new InetSocketAddress(LOOPBACK, ports.udp());
    var account = new PhoneAccount(role.number(), role.password(), hub);
    var tonesHz = roles().stream().map(Role::toneHz).toList();
    return ScriptedPhone.open(
        LOOPBACK, account, new PhoneSound(List.of(role.codec()), role.toneHz(), tonesHz));
  }
}
