package io.siprouter.core.phone;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one call: an RTP socket, and once agreed a mouth and an ear on platform threads of
 * their own, because virtual ones wake too late for 20 ms packets on a busy machine. Loop only.
 */
final class PhoneAudio implements AutoCloseable {

  private final DatagramSocket socket;
  private final String name;
  private final PhoneSound sound;
  private final Runnable onReport;
  private @Nullable Running running;
  private boolean closed;

  private record Running(
      AtomicReference<PhoneFlow> flow, PhoneMouth mouth, PhoneEar ear, Thread speaking) {}

  private PhoneAudio(DatagramSocket socket, String name, PhoneSound sound, Runnable onReport) {
    this.socket = socket;
    this.name = name;
    this.sound = sound;
    this.onReport = onReport;
  }

  /**
   * Takes a free port.
   *
   * @param name of the threads
   * @param onReport called about every 200 ms while something is heard, on the ear's thread
   */
  static PhoneAudio open(InetAddress address, String name, PhoneSound sound, Runnable onReport)
      throws SocketException {
    var socket = new DatagramSocket(new InetSocketAddress(address, 0));
    return new PhoneAudio(socket, name, sound, onReport);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Begins, or goes on in another way; nothing once closed. */
  void apply(PhoneFlow agreed) {
    if (running != null) {
      running.flow().set(agreed);
    } else if (!closed) {
      running = start(agreed);
    }
  }

  private Running start(PhoneFlow agreed) {
    var flow = new AtomicReference<>(agreed);
    var mouth = new PhoneMouth(socket, flow::get, sound.toneHz());
    var ear = new PhoneEar(socket, flow::get, sound.candidatesHz(), onReport);
    thread("-ear", ear);
    return new Running(flow, mouth, ear, thread("-mouth", mouth));
  }

  private Thread thread(String suffix, Runnable work) {
    return Thread.ofPlatform().daemon().name(name + suffix).start(work);
  }

  Heard heard() {
    if (running == null) {
      return Heard.NOTHING;
    }
    return running.ear().heard().withPacketsTx(running.mouth().sent());
  }

  /** Ends the threads, too. */
  @Override
  public void close() {
    closed = true;
    if (running != null) {
      running.speaking().interrupt();
    }
    socket.close();
  }
}
