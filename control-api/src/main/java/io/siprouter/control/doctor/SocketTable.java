package io.siprouter.control.doctor;

import io.siprouter.core.sip.transport.SipTransport;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets of this machine, by proc(5) {@code net/udp} and {@code net/tcp}. */
record SocketTable(Machine machine) {

  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";

  /** The inodes of the sockets that receive at a port. */
  Set<String> receivingAt(SipTransport transport, int port) {
    var kind = transport == SipTransport.UDP ? "udp" : "tcp";
    var suffix = String.format(Locale.ROOT, ":%04X", port);
    return Stream.of(kind, kind + "6")
        .flatMap(table -> machine.lines("proc/net/" + table).stream().skip(1))
        .map(line -> line.strip().split("\\s+"))
        .filter(row -> row.length > INODE && row[LOCAL_ADDRESS].endsWith(suffix))
        .filter(row -> transport == SipTransport.UDP || row[STATE].equals(LISTENING))
        .map(row -> row[INODE])
        .collect(Collectors.toSet());
  }
}
