package io.siprouter.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Messages spoilt at random, the same ones for the same seed. Owned by one thread. */
public final class Mutations {
  private static final String SPICE = "\r\n\t <>\";:@,=?%&/\\*[]0SIP\0\u00ff";

  private final List<byte[]> messages;
  private final Random random;

  public Mutations(List<byte[]> messages, long seed) {
    this.messages = List.copyOf(messages);
    this.random = new Random(seed);
  }

  /** Of all torture messages and some ordinary ones. */
  public static Mutations ofMessages(long seed) {
    List<byte[]> messages = new ArrayList<>(List.of(Wire.bytes(Wire.INVITE)));
    messages.add(Wire.bytes(Wire.INVITE.replaceFirst(".*\n", "SIP/2.0 486 Busy Here\n")));
    messages.add(
        Wire.bytes(Wire.INVITE.replace("INVITE", "REGISTER").replace("<sip:alice", "*, <sip:")));
    Torture.reactions().forEach(reaction -> messages.add(reaction.message()));
    return new Mutations(messages, seed);
  }

  /** One of the messages with one to four changes. */
  public byte[] next() {
    byte[] wire = messages.get(random.nextInt(messages.size()));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && wire.length > 2; i++) {
      wire = changedOnce(wire);
    }
    return wire;
  }

  private byte[] changedOnce(byte[] wire) {
    int at = random.nextInt(wire.length);
    int length = Math.min(1 + random.nextInt(12), wire.length - at);
    return switch (random.nextInt(5)) {
      case 0 -> spliced(wire, at, at + length, new byte[0]);
      case 1 -> spliced(wire, at, at, Arrays.copyOfRange(wire, at, at + length));
      case 2 -> spliced(wire, at, at + 1, spice());
      case 3 -> spliced(wire, at, at, spice());
      default -> spliced(wire, at, at + 1, new byte[] {(byte) random.nextInt(256)});
    };
  }

  private byte[] spice() {
    int at = random.nextInt(SPICE.length());
    return SPICE.substring(at, at + 1).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] spliced(byte[] wire, int from, int to, byte[] middle) {
    byte[] result = Arrays.copyOf(wire, wire.length - (to - from) + middle.length);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(wire, to, result, from + middle.length, wire.length - to);
    return result;
  }
}
