package io.siprouter.control.doctor;

import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets of this machine, by proc(5) {@code net/udp} and {@code net/tcp}. */
record SocketTable(Machine machine) {

  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";
  private static final Pattern ANY = Pattern.compile("0+");

  /** The inodes of the sockets that keep others from receiving at an address and port. */
  Set<String> receivingAt(SipTransport transport, InetSocketAddress place) {
    var kind = transport == SipTransport.UDP ? "udp" : "tcp";
    return Stream.of(kind, kind + "6")
        .flatMap(table -> machine.lines("proc/net/" + table).stream().skip(1))
        .map(line -> line.strip().split("\\s+"))
        .filter(row -> row.length > INODE && isAt(row[LOCAL_ADDRESS], place))
        .filter(row -> transport == SipTransport.UDP || row[STATE].equals(LISTENING))
        .map(row -> row[INODE])
        .collect(Collectors.toSet());
  }

  /**
   * @param local address and port in hexadecimal, an IPv4 address perhaps mapped into IPv6
   */
  private static boolean isAt(String local, InetSocketAddress place) {
    var parts = local.split(":", 2);
    return parts.length == 2
        && parts[1].equals(String.format(Locale.ROOT, "%04X", place.getPort()))
        && (place.getAddress().isAnyLocalAddress()
            || ANY.matcher(parts[0]).matches()
            || parts[0].endsWith(words(place.getAddress().getAddress())));
  }

  /** As the kernel prints an address: words of four bytes, the last byte first. */
  private static String words(byte[] address) {
    var words = new StringBuilder();
    for (int i = 0; i < address.length; i++) {
      words.append(String.format(Locale.ROOT, "%02X", address[i / 4 * 4 + 3 - i % 4]));
    }
    return words.toString();
  }
}
