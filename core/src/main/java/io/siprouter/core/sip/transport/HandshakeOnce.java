package io.siprouter.core.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends a TLS 1.2 connection whose peer begins to shake hands again: nothing of ours needs that, and
 * it costs us far more than the peer. Runs on the connection's {@code sip-io-*} thread, in front of
 * TLS. RFC 5246 §6.2.1, §7.4.1.1.
 *
 * <p>It reads the headers of the records alone: after the peer's ChangeCipherSpec one record of a
 * handshake follows, its Finished. TLS 1.3 has no second handshake, and shows one such record at
 * most (RFC 8446 §4.1.4, §5.2).
 */
final class HandshakeOnce extends ChannelInboundHandlerAdapter {
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int HEADER_BYTES = 5; // type, version, length

  private final StreamReader.Owner owner;
  private int headerBytes;
  private int type;
  private int length;
  private boolean cipherChanged;
  private boolean finished;

  HandshakeOnce(StreamReader.Owner owner) {
    this.owner = owner;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && beginsAgain(bytes)) {
      ReferenceCountUtil.release(message);
      owner.abort("a second TLS handshake");
    } else {
      context.fireChannelRead(message);
    }
  }

  private boolean beginsAgain(ByteBuf bytes) {
    boolean again = false;
    for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
      if (headerBytes == HEADER_BYTES) {
        int skipped = Math.min(length, bytes.writerIndex() - i);
        length -= skipped;
        i += skipped - 1;
      } else {
        again |= readHeader(bytes.getUnsignedByte(i));
      }
      if (headerBytes == HEADER_BYTES && length == 0) {
        headerBytes = 0;
      }
    }
    return again;
  }

  /** Whether the record that begins is of a second handshake. */
  private boolean readHeader(int octet) {
    type = headerBytes == 0 ? octet : type;
    length = (length << Byte.SIZE | octet) & 0xffff; // the last two octets
    headerBytes++;
    return headerBytes == HEADER_BYTES && isAgain();
  }

  private boolean isAgain() {
    boolean again = finished && type == HANDSHAKE;
    finished |= cipherChanged && type == HANDSHAKE;
    cipherChanged |= type == CHANGE_CIPHER_SPEC;
    return again;
  }
}
