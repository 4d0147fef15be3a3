package io.siprouter.core.trace;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SecretMask;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipParser;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message as it passed. Immutable, any thread.
 *
 * <p>It keeps what was on the wire and shows it without secrets only; what that costs is paid by
 * who looks.
 */
public final class TracedMessage {
  /** What an entry takes beside the bytes of the message, roughly. */
  private static final int OVERHEAD_BYTES = 300;

  private final Passage passage;
  private final String sipCallId;
  private final @Nullable DialogOwner owner;
  private final byte[] wire;

  TracedMessage(Passage passage, String sipCallId, @Nullable DialogOwner owner, byte[] wire) {
    this.passage = passage;
    this.sipCallId = sipCallId;
    this.owner = owner;
    this.wire = wire;
  }

  TracedMessage ownedBy(DialogOwner leg) {
    return new TracedMessage(passage, sipCallId, leg, wire);
  }

  TracedMessage from(InetSocketAddress ourEnd) {
    return new TracedMessage(passage.from(ourEnd), sipCallId, owner, wire);
  }

  public Passage passage() {
    return passage;
  }

  /** Empty where the message has none. */
  public String sipCallId() {
    return sipCallId;
  }

  /** The leg whose message this is; empty where it belongs to no call. */
  public Optional<DialogOwner> owner() {
    return Optional.ofNullable(owner);
  }

  /** The message, secrets replaced by as many asterisks. */
  public byte[] bytes() {
    return SecretMask.masked(wire);
  }

  /** {@link #bytes} read as UTF-8. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The message without secrets; empty where it cannot be read. */
  public Optional<SipMessage> parsed() {
    try {
      return Optional.of(SipParser.parse(bytes()));
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  /** How much memory it takes, roughly [bytes]. */
  int weightBytes() {
    return wire.length + OVERHEAD_BYTES;
  }
}
