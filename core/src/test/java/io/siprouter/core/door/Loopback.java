package io.siprouter.core.door;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses in 127/8 that no other test process on this machine uses. */
final class Loopback {
  private static final int PID = (int) ProcessHandle.current().pid();

  private Loopback() {}

  /** The address of a number [1..254]. */
  static InetAddress address(int number) {
    byte[] octets = {127, (byte) (64 + (PID >> 8 & 127)), (byte) PID, (byte) number};
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
