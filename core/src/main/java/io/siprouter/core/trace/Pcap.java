package io.siprouter.core.trace;

import io.siprouter.core.sip.transport.SipTransport;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages as a capture file (libpcap), which Wireshark and its like open. The packets around them
 * are made up; what came over TLS stands there as TCP, in clear and without its secrets. One
 * thread, once.
 */
public final class Pcap {
  private static final int MAGIC = 0xa1b2c3d4; // microseconds
  private static final int MAX_PACKET_BYTES = 262_144;
  private static final int ETHERNET = 1;
  private static final int HEADER_BYTES = 24;
  private static final int RECORD_BYTES = 16;

  /** What fits into one packet beside the longest headers. */
  private static final int MAX_SEGMENT_BYTES = 65_000;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final Map<Way, Integer> sent = new HashMap<>();

  private record Way(InetSocketAddress source, InetSocketAddress target) {}

  private Pcap() {}

  /** The file of these messages, which are written in the order given. */
  public static byte[] of(List<TracedMessage> messages) {
    var pcap = new Pcap();
    pcap.header();
    messages.forEach(pcap::message);
    return pcap.file.toByteArray();
  }

  private void header() {
    var header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC).putShort((short) 2).putShort((short) 4);
    header.putLong(0).putInt(MAX_PACKET_BYTES).putInt(ETHERNET);
    file.writeBytes(header.array());
  }

  private void message(TracedMessage message) {
    var passage = message.passage();
    byte[] bytes = message.bytes();
    if (passage.transport() == SipTransport.UDP) {
      record(passage.at(), Packet.udp(passage.source(), passage.target(), bytes));
      return;
    }
    for (int from = 0; from < bytes.length; from += MAX_SEGMENT_BYTES) {
      int to = Math.min(bytes.length, from + MAX_SEGMENT_BYTES);
      record(passage.at(), segment(passage, Arrays.copyOfRange(bytes, from, to)));
    }
  }

  /** Numbered as if the connection had begun with it, so that halves are put together again. */
  private byte[] segment(Passage passage, byte[] bytes) {
    int sequence = next(passage.source(), passage.target());
    int acknowledged = next(passage.target(), passage.source());
    sent.put(new Way(passage.source(), passage.target()), sequence + bytes.length);
    return Packet.tcp(passage.source(), passage.target(), sequence, acknowledged, bytes);
  }

  private int next(InetSocketAddress source, InetSocketAddress target) {
    return sent.getOrDefault(new Way(source, target), 1);
  }

  private void record(Instant at, byte[] packet) {
    var record = ByteBuffer.allocate(RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt((int) at.getEpochSecond()).putInt(at.get(ChronoField.MICRO_OF_SECOND));
    record.putInt(packet.length).putInt(packet.length);
    file.writeBytes(record.array());
    file.writeBytes(packet);
  }
}
