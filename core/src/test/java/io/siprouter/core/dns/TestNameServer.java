package io.siprouter.core.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server for tests, over UDP and TCP, which knows what the test tells it and nothing else.
 * The test's thread tells it, threads of its own answer.
 */
public final class TestNameServer implements AutoCloseable {
  private static final int MOST_TRIES = 10;
  private static final int MAX_DATAGRAM = 4096;
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final List<Record> zone = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<String, AtomicInteger> questions = new ConcurrentHashMap<>();
  private volatile int negativeTtlS = 60;
  private volatile boolean silent;
  private volatile boolean truncating;
  private volatile @Nullable Record trap;

  private TestNameServer(DatagramSocket udp, ServerSocket tcp) {
    this.udp = udp;
    this.tcp = tcp;
    Thread.ofPlatform().daemon().name("test-dns-udp").start(this::serveUdp);
    Thread.ofPlatform().daemon().name("test-dns-tcp").start(this::serveTcp);
  }

  /** Starts one at an address; port 0 takes any. */
  public static TestNameServer at(String ip, int port) {
    for (int tries = 1; ; tries++) {
      try {
        return bind(new InetSocketAddress(ip, port));
      } catch (IOException e) {
        if (tries == MOST_TRIES) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** A port that is free for UDP may be taken for TCP. */
  private static TestNameServer bind(InetSocketAddress address) throws IOException {
    var tcp = new ServerSocket();
    try {
      tcp.bind(address);
      return new TestNameServer(new DatagramSocket(tcp.getLocalSocketAddress()), tcp);
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) udp.getLocalSocketAddress();
  }

  /** From now on knows this, too: {@code a.example.org. 60 IN A 192.0.2.1}. */
  public TestNameServer knows(String... lines) {
    Stream.of(lines).map(TestNameServer::read).forEach(zone::add);
    return this;
  }

  /** Forgets every record of a name. */
  public void forgets(String name) {
    zone.removeIf(record -> record.getName().toString().equals(name));
  }

  /** How long others may remember that something does not exist. */
  void lets(int negativeTtl) {
    negativeTtlS = negativeTtl;
  }

  /** Whether it answers nothing at all. */
  public void staysSilent(boolean wish) {
    silent = wish;
  }

  /** Makes every question come again over TCP. */
  void truncates() {
    truncating = true;
  }

  /** Answers everything with an error that has this record in it. */
  void answersWithErrorAnd(String line) {
    trap = read(line);
  }

  /** How often it was asked for {@code SRV _sip._udp.example.org.} */
  int asked(String typeAndName) {
    return questions.getOrDefault(typeAndName, new AtomicInteger()).get();
  }

  int askedInAll() {
    return questions.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  private static Record read(String line) {
    try (var master = new Master(new ByteArrayInputStream(line.getBytes(US_ASCII)), Name.root)) {
      return master.nextRecord();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveUdp() {
    var packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    try {
      while (!udp.isClosed()) {
        packet.setLength(MAX_DATAGRAM);
        udp.receive(packet);
        var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        var query = new Message(bytes);
        if (!silent) {
          byte[] answer = (truncating ? truncated(query) : answer(query)).toWire();
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (SocketException _) {
      // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveTcp() {
    try {
      while (!tcp.isClosed()) {
        try (var peer = tcp.accept()) {
          var in = new DataInputStream(peer.getInputStream());
          byte[] answer = answer(new Message(in.readNBytes(in.readUnsignedShort()))).toWire();
          var out = new DataOutputStream(peer.getOutputStream());
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
        }
      }
    } catch (SocketException _) {
      // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Message truncated(Message query) {
    var answer = empty(query);
    answer.getHeader().setFlag(Flags.TC);
    return answer;
  }

  private Message answer(Message query) {
    var question = query.getQuestion();
    questions
        .computeIfAbsent(
            Type.string(question.getType()) + " " + question.getName(), _ -> new AtomicInteger())
        .incrementAndGet();
    var answer = empty(query);
    if (trap != null) {
      answer.getHeader().setRcode(Rcode.YXRRSET);
      answer.addRecord(trap, Section.ANSWER);
      return answer;
    }
    find(question.getName(), question.getType())
        .forEach(record -> answer.addRecord(record, Section.ANSWER));
    if (answer.getSection(Section.ANSWER).isEmpty()) {
      answer.getHeader().setRcode(exists(question.getName()) ? Rcode.NOERROR : Rcode.NXDOMAIN);
      answer.addRecord(authority(question.getName()), Section.AUTHORITY);
    }
    return answer;
  }

  /** Says how long a negative answer may be remembered. RFC 2308 §5. */
  private Record authority(Name name) {
    return read(
        "%s %d IN SOA ns.example.org. root.example.org. 1 3600 600 86400 %<d"
            .formatted(name, negativeTtlS));
  }

  private Stream<Record> find(Name name, int type) {
    return zone.stream()
        .filter(record -> record.getName().equals(name))
        .filter(record -> record.getType() == type || record instanceof CNAMERecord);
  }

  private boolean exists(Name name) {
    return zone.stream().anyMatch(record -> record.getName().subdomain(name));
  }

  private static Message empty(Message query) {
    var answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }

  @Override
  public void close() {
    try {
      udp.close();
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
