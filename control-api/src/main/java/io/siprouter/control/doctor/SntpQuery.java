package io.siprouter.control.doctor;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Asks a time server once how wrong our clock is. RFC 4330. */
final class SntpQuery {

  static final int PORT = 123;

  private static final int PACKET_BYTES = 48;
  private static final byte CLIENT_VERSION_4 = 0x23;
  private static final int MODE_MASK = 7;
  private static final int SERVER_MODE = 4;
  private static final int ORIGINATE = 24;
  private static final int RECEIVE = 32;
  private static final int TRANSMIT = 40;
  private static final long EPOCH_OFFSET_S = 2_208_988_800L; // from 1900 to 1970
  private static final long NANOS_PER_S = 1_000_000_000;
  private static final int PATIENCE_MS = 2_000;

  private final InstantSource clock;
  private final long cookie = new SecureRandom().nextLong();

  SntpQuery(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How far our clock is behind the server's.
   *
   * @throws IOException if the server does not answer, or not as one
   */
  Duration offset(InetSocketAddress server) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.connect(server);
      var sent = clock.instant();
      socket.send(new DatagramPacket(question(), PACKET_BYTES));
      var answer = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
      socket.receive(answer);
      return offset(sent, checked(answer), clock.instant());
    }
  }

  private byte[] question() {
    return ByteBuffer.allocate(PACKET_BYTES)
        .put(0, CLIENT_VERSION_4)
        .putLong(TRANSMIT, cookie)
        .array();
  }

  /** Only who has seen our question knows what to repeat. */
  private ByteBuffer checked(DatagramPacket answer) throws IOException {
    var bytes = ByteBuffer.wrap(answer.getData());
    if (answer.getLength() < PACKET_BYTES
        || (bytes.get(0) & MODE_MASK) != SERVER_MODE
        || bytes.get(1) == 0
        || bytes.getLong(ORIGINATE) != cookie) {
      throw new IOException("the answer is not that of a time server");
    }
    return bytes;
  }

  private static Duration offset(Instant sent, ByteBuffer answer, Instant received) {
    var there = Duration.between(sent, instant(answer, RECEIVE));
    var back = Duration.between(received, instant(answer, TRANSMIT));
    return there.plus(back).dividedBy(2);
  }

  private static Instant instant(ByteBuffer packet, int at) {
    long seconds = Integer.toUnsignedLong(packet.getInt(at)) - EPOCH_OFFSET_S;
    long fraction = Integer.toUnsignedLong(packet.getInt(at + Integer.BYTES));
    return Instant.ofEpochSecond(seconds, (fraction * NANOS_PER_S) >>> Integer.SIZE);
  }
}
