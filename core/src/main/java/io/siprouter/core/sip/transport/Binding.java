package io.siprouter.core.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;

/** Turns Netty's unchecked bind failures into checked ones. */
final class Binding {
  private Binding() {}

  static Channel channelOf(ChannelFuture bound) throws IOException {
    if (bound.cause() instanceof IOException cause) {
      throw cause;
    }
    if (!bound.isSuccess()) {
      throw new IOException("cannot bind", bound.cause());
    }
    return bound.channel();
  }
}
