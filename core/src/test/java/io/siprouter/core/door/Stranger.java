package io.siprouter.core.door;

import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Somebody at an address of their own who sends whatever they like and reads what comes back. */
interface Stranger extends AutoCloseable {

  void send(byte[] bytes) throws IOException;

  /** The next response that comes in time; empty also where none can come any more. */
  Optional<SipResponse> receive(Duration patience) throws IOException;

  /** The text after {@code SIP/2.0/} in a Via. */
  String transport();

  @Override
  void close() throws IOException;

  /** The next response that is not provisional. */
  default Optional<SipResponse> finalResponse(Duration patience) throws IOException {
    var next = receive(patience);
    while (next.isPresent() && next.get().isProvisional()) {
      next = receive(patience);
    }
    return next;
  }
}
