package io.siprouter.core.phone;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.MessageCheck;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipParser;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP socket of one phone, UDP. A thread of its own waits for datagrams, since a loop cannot
 * wait for two things; it parses them and posts them to the phone's loop. Messages that do not pass
 * {@link MessageCheck}, and those above {@value #MAX_WAITING} waiting ones, are dropped.
 */
final class PhoneWire implements AutoCloseable {

  /** Told of what came, on the loop. */
  interface Receiver {
    void received(SipMessage message, InetSocketAddress source);
  }

  private static final Logger log = LoggerFactory.getLogger(PhoneWire.class);
  private static final int MAX_DATAGRAM = 65_535;
  private static final int MAX_WAITING = 64;

  private final DatagramSocket socket;
  private final Semaphore places = new Semaphore(MAX_WAITING);

  private PhoneWire(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Takes a free port. */
  static PhoneWire open(InetAddress address) throws SocketException {
    return new PhoneWire(new DatagramSocket(new InetSocketAddress(address, 0)));
  }

  InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  void listen(String name, Executor loop, Receiver receiver) {
    Thread.ofVirtual().name(name).start(() -> receiveAll(loop, receiver));
  }

  /**
   * A datagram that cannot be sent is like one that got lost: its sender repeats it or gives up.
   */
  void send(SipMessage message, InetSocketAddress destination) {
    var bytes = message.toBytes();
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, destination));
    } catch (IOException e) {
      log.debug("Datagram was not sent, destination={}", destination, e);
    }
  }

  /** Ends the receiving thread, too. */
  @Override
  public void close() {
    socket.close();
  }

  private void receiveAll(Executor loop, Receiver receiver) {
    var packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        post(packet, loop, receiver);
      } catch (IOException e) {
        log.debug("Nothing was received", e);
      } catch (SipParseException e) {
        log.debug("Datagram is not SIP: {}", e.getMessage());
      }
    }
  }

  private void post(DatagramPacket packet, Executor loop, Receiver receiver)
      throws SipParseException {
    var message = SipParser.parse(packet.getData(), packet.getOffset(), packet.getLength());
    var source = (InetSocketAddress) packet.getSocketAddress();
    if (MessageCheck.check(message).isEmpty() && places.tryAcquire()) {
      loop.execute(
          () -> {
            places.release();
            receiver.received(message, source);
          });
    }
  }
}
