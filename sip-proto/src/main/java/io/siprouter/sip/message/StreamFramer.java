package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one TCP or TLS connection into messages and keepalives. Owned by the one thread
 * that reads the connection; useless after {@link StreamFrame.Broken}. RFC 3261 §18.3.
 *
 * <p>The head is read once, and the message made of it is the one handed out, so the framing and
 * the message cannot disagree. A body's length is judged before any of it is waited for.
 */
public final class StreamFramer {
  private static final byte[] PING = {'\r', '\n', '\r', '\n'};

  private static final int INITIAL_BYTES = 2048;

  private final SipLimits limits;
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int start;
  private int end;
  private int scanned;
  private int pingBytes;
  private @Nullable Head head;
  private int headLength;
  private int messageLength;
  private boolean broken;

  public StreamFramer() {
    this(SipLimits.DEFAULT);
  }

  public StreamFramer(SipLimits limits) {
    this.limits = limits;
  }

  /** Takes the next bytes; the array is not kept. Returns what is complete now, in order. */
  public List<StreamFrame> feed(byte[] bytes, int offset, int length) {
    if (broken) {
      return List.of();
    }
    append(bytes, offset, length);
    List<StreamFrame> frames = new ArrayList<>(2);
    try {
      boolean more = true;
      while (more) {
        more = head == null ? nextHead(frames) : nextMessage(head, frames);
      }
    } catch (SipParseException e) {
      frames.add(broken(e));
    }
    if (start == end) {
      releaseBuffer();
    }
    return frames;
  }

  /** Whether a begun message waits for its rest. */
  public boolean holdsPart() {
    return start < end;
  }

  private StreamFrame broken(SipParseException fault) {
    var frame =
        head == null
            ? unreadable(Unreadable.of(buffer, start, end, limits, fault))
            : new StreamFrame.Broken(Optional.of(withoutBody(head)), Unreadable.why(fault));
    broken = true;
    start = end;
    return frame;
  }

  private static StreamFrame.Broken unreadable(Unreadable bytes) {
    return new StreamFrame.Broken(bytes.remains(), bytes.refusal());
  }

  private SipMessage withoutBody(Head complete) {
    return complete.withBody(Arrays.copyOfRange(buffer, start, start + headLength), headLength);
  }

  /** An idle connection keeps no more than the initial buffer. */
  private void releaseBuffer() {
    if (buffer.length > INITIAL_BYTES) {
      buffer = new byte[INITIAL_BYTES];
    }
    start = 0;
    end = 0;
    scanned = 0;
  }

  private void append(byte[] bytes, int offset, int length) {
    if (end + length > buffer.length) {
      byte[] roomier =
          end - start + length > buffer.length
              ? new byte[Math.max(end - start + length, 2 * buffer.length)]
              : buffer;
      System.arraycopy(buffer, start, roomier, 0, end - start);
      scanned -= start;
      end -= start;
      start = 0;
      buffer = roomier;
    }
    System.arraycopy(bytes, offset, buffer, end, length);
    end += length;
  }

  private boolean nextHead(List<StreamFrame> frames) throws SipParseException {
    skipKeepalives(frames);
    int limit = Math.min(end, start + limits.headBytes());
    int headEnd = HeadParser.endOfHead(buffer, Math.max(start, scanned - 3), limit);
    if (headEnd < 0) {
      scanned = limit;
      if (limit < end) {
        throw SipParseException.tooLarge("Headers too large", limit - start);
      }
      return false;
    }
    readHead(headEnd);
    return true;
  }

  private void skipKeepalives(List<StreamFrame> frames) {
    while (start < end && (buffer[start] == '\r' || buffer[start] == '\n')) {
      byte b = buffer[start++];
      if (b == PING[pingBytes]) {
        pingBytes++;
      } else {
        pingBytes = b == PING[0] ? 1 : 0;
      }
      if (pingBytes == PING.length) {
        frames.add(new StreamFrame.Ping());
        pingBytes = 0;
      }
    }
    if (start < end) {
      pingBytes = 0;
    }
  }

  private void readHead(int headEnd) throws SipParseException {
    head = HeadParser.parse(buffer, start, headEnd, limits);
    headLength = headEnd - start;
    messageLength = headLength + contentLength(head.headers());
  }

  private int contentLength(Headers headers) throws SipParseException {
    List<String> lengths = headers.all("Content-Length");
    if (lengths.isEmpty()) {
      throw new SipParseException("Missing Content-Length", headLength);
    }
    String first = lengths.getFirst();
    if (first.isEmpty() || !first.chars().allMatch(c -> Syntax.isDigit((char) c))) {
      throw new SipParseException("Malformed Content-Length", headLength);
    }
    OptionalLong length = Syntax.number(first, limits.messageBytes() - headLength);
    if (length.isEmpty()) {
      throw SipParseException.tooLarge("Content-Length too large", headLength);
    }
    if (lengths.stream().anyMatch(other -> !other.equals(first))) {
      throw new SipParseException("Contradictory Content-Length", headLength);
    }
    return (int) length.getAsLong();
  }

  private boolean nextMessage(Head complete, List<StreamFrame> frames) {
    if (end - start < messageLength) {
      return false;
    }
    byte[] wire = Arrays.copyOfRange(buffer, start, start + messageLength);
    frames.add(new StreamFrame.Message(complete.withBody(wire, headLength)));
    start += messageLength;
    scanned = start;
    head = null;
    return true;
  }
}
