package io.siprouter.core.door;

import io.siprouter.core.Hub;

/** An engine with one phone that nobody has registered. */
final class TestDoor {

  private TestDoor() {}

  /** Starts it at the first address of this test process. */
  static Hub open() {
    return Hub.start(config(1));
  }

  /** Its configuration at another address. */
  static String config(int number) {
    return """
    {
      "server": {
        "lanAddress": "%s",
        "trustedNetworks": ["127.0.0.0/8"],
        "sip": {"udpPort": 5060, "tcpPort": 5060},
        "rtpPorts": {"min": 21000, "max": 21099}
      },
      "devices": [
        {"id": "a", "extension": "101", "username": "101", "password": "a long enough secret"}
      ]
    }
    """
        .formatted(Loopback.address(number).getHostAddress());
  }
}
