package io.siprouter.core.door;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestChallenge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * What strangers send to a SIP port, from many addresses at a steady rate: logins with guessed
 * passwords, calls and questions without any, noise, halves of messages. Every fifth address
 * guesses. Runs on a thread of its own.
 */
final class MixedFlood implements AutoCloseable {
  private static final int GUESSERS = 5; // every fifth
  private static final int NOISE_BYTES = 300;
  private static final Pattern CHALLENGE = Pattern.compile("(?m)^WWW-Authenticate: (.*)$");

  private final InetSocketAddress hub;
  private final List<Source> sources = new ArrayList<>();
  private final Random random = new Random(1);
  private final long intervalNanos;
  private final Thread thread;
  private volatile boolean ended;
  private volatile long sent;
  private final LongAdder answered = new LongAdder();

  /** One address, and the last challenge it got. */
  private static final class Source {
    private final DatagramChannel channel;
    private final boolean guesses;
    private Optional<DigestChallenge> challenge = Optional.empty();

    Source(int number) throws IOException {
      channel = DatagramChannel.open().bind(new InetSocketAddress(Loopback.address(number), 5060));
      channel.configureBlocking(false);
      guesses = number % GUESSERS == 0;
    }
  }

  MixedFlood(InetSocketAddress hub, int addresses, int perSecond) throws IOException {
    this.hub = hub;
    this.intervalNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    for (int i = 0; i < addresses; i++) {
      sources.add(new Source(100 + i));
    }
    thread = Thread.ofPlatform().name("flood").start(this::run);
  }

  /** Datagrams so far. */
  long sent() {
    return sent;
  }

  /** Answers so far. */
  long answered() {
    return answered.sum();
  }

  private void run() {
    long begin = System.nanoTime();
    var answer = ByteBuffer.allocate(4_096);
    try {
      for (long i = 0; !ended; i++) {
        var source = sources.get((int) (i % sources.size()));
        listen(source, answer);
        source.channel.send(ByteBuffer.wrap(message(source, i)), hub);
        sent = i + 1;
        LockSupport.parkNanos(begin + i * intervalNanos - System.nanoTime());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(Source source, ByteBuffer answer) throws IOException {
    while (source.channel.receive(answer.clear()) != null) {
      answered.increment();
      var text = StandardCharsets.UTF_8.decode(answer.flip()).toString();
      var matcher = CHALLENGE.matcher(text);
      if (source.guesses && matcher.find()) {
        source.challenge = challenge(matcher.group(1));
      }
    }
  }

  private static Optional<DigestChallenge> challenge(String text) {
    try {
      return Optional.of(DigestChallenge.parse(text));
    } catch (SipParseException e) {
      throw new AssertionError(text, e);
    }
  }

  private byte[] message(Source source, long number) {
    return switch ((int) (number / sources.size() % 5)) {
      case 0 -> bytes(login(source, number));
      case 1 -> bytes(request("INVITE", "sip:0900123456@hub.example", number));
      case 2 -> bytes(request("OPTIONS", "sip:hub.example", number));
      case 3 -> noise();
      default -> half(bytes(request("INVITE", "sip:102@hub.example", number)));
    };
  }

  private static String login(Source source, long number) {
    var register = request("REGISTER", "sip:hub.example", number);
    return source
        .challenge
        .map(asked -> Digest.answer(asked, "101", "guess" + number, "REGISTER", "sip:hub", "c", 1))
        .map(proof -> register.replace("Content-", "Authorization: " + proof + "\nContent-"))
        .orElse(register);
  }

  private static String request(String method, String uri, long number) {
    return """
    %1$s %2$s SIP/2.0
    Via: SIP/2.0/UDP flood.example;rport;branch=z9hG4bKflood%3$d
    Max-Forwards: 70
    From: <sip:101@hub.example>;tag=f%3$d
    To: <sip:101@hub.example>
    Call-ID: flood-%3$d
    CSeq: 1 %1$s
    Contact: <sip:101@flood.example>
    Content-Length: 0

    """
        .formatted(method, uri, number);
  }

  private static byte[] bytes(String message) {
    return message.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] noise() {
    var noise = new byte[NOISE_BYTES];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] half(byte[] message) {
    return Arrays.copyOf(message, message.length / 2);
  }

  @Override
  public void close() throws IOException {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var source : sources) {
      source.channel.close();
    }
  }
}
