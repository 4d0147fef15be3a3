package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFramerTest {
  private static final StreamFrame PING = new StreamFrame.Ping();
  private final StreamFramer framer = new StreamFramer();

  private List<StreamFrame> feed(String text) {
    byte[] bytes = Wire.bytes(text);
    return framer.feed(bytes, 0, bytes.length);
  }

  private StreamFrame.Broken brokenBy(String text) {
    return (StreamFrame.Broken) feed(text).getLast();
  }

  private static StreamFrame invite() throws Exception {
    return new StreamFrame.Message(Wire.message(Wire.INVITE));
  }

  @Test
  void oneByteAtATimeGivesTheMessageAtItsLastByte() throws Exception {
    byte[] bytes = Wire.bytes(Wire.INVITE);
    for (int i = 0; i < bytes.length - 1; i++) {
      assertThat(framer.feed(bytes, i, 1)).isEmpty();
    }

    assertThat(framer.feed(bytes, bytes.length - 1, 1)).containsExactly(invite());
  }

  @Test
  void twoAndAHalfMessagesInOneSegmentGiveTwoAndTheRestLater() throws Exception {
    int half = Wire.INVITE.length() / 2;

    assertThat(feed(Wire.INVITE + Wire.INVITE + Wire.INVITE.substring(0, half)))
        .containsExactly(invite(), invite());
    assertThat(feed(Wire.INVITE.substring(half))).containsExactly(invite());
  }

  @Test
  void anyCutOfAStreamGivesTheSameFrames() throws Exception {
    byte[] stream = Wire.bytes(("\n\n" + Wire.INVITE + "\n" + Wire.INVITE).repeat(40));
    var random = new Random(1);
    List<StreamFrame> frames = new ArrayList<>();
    int position = 0;
    while (position < stream.length) {
      int length = Math.min(stream.length - position, 1 + random.nextInt(1500));
      frames.addAll(framer.feed(stream, position, length));
      position += length;
    }

    assertThat(frames.stream().filter(PING::equals)).hasSize(40);
    assertThat(frames.stream().filter(invite()::equals)).hasSize(80);
    assertThat(frames).hasSize(120);
  }

  @Test
  void messageKeepsItsBytes() throws Exception {
    var frame = (StreamFrame.Message) feed("\n" + Wire.INVITE + "\n").getFirst();

    assertThat(frame.message().toBytes()).isEqualTo(Wire.bytes(Wire.INVITE));
  }

  @Test
  void pingSplitOverSegmentsIsOnePing() throws Exception {
    assertThat(framer.feed(new byte[] {'\r'}, 0, 1)).isEmpty();
    assertThat(framer.feed(new byte[] {'\n', '\r'}, 0, 2)).isEmpty();
    assertThat(framer.feed(new byte[] {'\n'}, 0, 1)).containsExactly(PING);
    assertThat(feed("\n\n\n\n\n")).containsExactly(PING, PING);
  }

  @Test
  void singleLineBreakIsNoPing() throws Exception {
    assertThat(feed("\n" + Wire.INVITE + "\n" + Wire.INVITE)).containsExactly(invite(), invite());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+5",
        "5 5",
        "0x5",
        "65537",
        "2000000000",
        "99999999999999999999",
        "5, 5"
      })
  void badContentLengthIsFatalBeforeAnyBodyIsWaitedFor(String length) {
    String head = Wire.INVITE.substring(0, Wire.INVITE.indexOf("v=0"));

    var broken = brokenBy(head.replace("Content-Length: 5", "Content-Length: " + length));

    assertThat(broken.head().orElseThrow().callId()).startsWith("a84b4c76e66710");
    assertThat(broken.head().orElseThrow().bodyLength()).isZero();
  }

  @Test
  void missingOrContradictoryContentLengthIsFatal() {
    assertThat(brokenBy(Wire.INVITE.replace("Content-Length: 5\n", "")).refusal())
        .isEqualTo(new Refusal(400, "Missing Content-Length"));
    assertThat(new StreamFramerTest().brokenBy(Wire.INVITE.replace("To:", "l: 6\nTo:")).refusal())
        .isEqualTo(new Refusal(400, "Contradictory Content-Length"));
  }

  @Test
  void repeatedEqualContentLengthIsTaken() throws Exception {
    assertThat(feed(Wire.INVITE.replace("To:", "l: 5\nTo:"))).hasSize(1);
  }

  @Test
  void headThatDoesNotEndIsFatalAtItsLimit() throws Exception {
    String endless = "INVITE sip:bob@b SIP/2.0\nX: " + "x".repeat(16_000);

    assertThat(feed(endless)).isEmpty();
    assertThat(brokenBy("x".repeat(400)).refusal())
        .isEqualTo(new Refusal(513, "Message Too Large"));
  }

  @Test
  void garbageIsFatal() {
    assertThat(brokenBy("GET / HTTP/1.1\nHost: x\n\n").head()).isEmpty();
  }

  @Test
  void greatestMessagePassesAndNoGreaterOne() throws Exception {
    int headBytes = Wire.bytes(Wire.INVITE).length - "v=0\r\n".length() + "65536".length() - 1;
    int bodyBytes = 64 * 1024 - headBytes;
    String message = Wire.INVITE.replace("Length: 5", "Length: " + bodyBytes).replace("v=0\n", "");

    assertThat(feed(message + "b".repeat(bodyBytes))).hasSize(1);
    assertThat(feed(Wire.INVITE)).containsExactly(invite());
    assertThat(brokenBy(message.replace("Length: " + bodyBytes, "Length: " + (bodyBytes + 1))))
        .extracting(StreamFrame.Broken::refusal)
        .isEqualTo(new Refusal(513, "Message Too Large"));
  }

  @Test
  void requestWhoseHeadersCannotBeReadIsHandedOutToBeRefused() {
    var broken = brokenBy(Wire.INVITE.replace("Max-Forwards: ", "Max Forwards "));

    assertThat(broken.head().orElseThrow().callId()).startsWith("a84b4c76e66710");
    assertThat(broken.refusal()).isEqualTo(new Refusal(400, "Malformed header line"));
  }

  @Test
  void messagesBeforeABrokenOneAreTaken() throws Exception {
    var frames = feed(Wire.INVITE + "\n" + Wire.INVITE.replace("Length: 5", "Length: x"));

    assertThat(frames).hasSize(2).startsWith(invite());
    assertThat(frames.getLast()).isInstanceOf(StreamFrame.Broken.class);
    assertThat(feed(Wire.INVITE)).isEmpty();
  }

  @Test
  void onlyABegunMessageIsHeld() {
    feed(Wire.INVITE + "\n\n");
    assertThat(framer.holdsPart()).isFalse();
    feed("I");
    assertThat(framer.holdsPart()).isTrue();
  }
}
