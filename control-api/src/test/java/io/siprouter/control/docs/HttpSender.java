package io.siprouter.control.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Sends the requests of a document. Any thread, which waits.
 *
 * @param socket asked as its owner
 * @param http asked where a request carries a proof of its own
 */
record HttpSender(Path socket, InetSocketAddress http) {

  HttpMessage ask(HttpMessage request) throws IOException {
    try (var channel = SocketChannel.open(place(request))) {
      var bytes = ByteBuffer.wrap(request.onTheWire().getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      var answer = new ByteArrayOutputStream();
      Channels.newInputStream(channel).transferTo(answer);
      return HttpMessage.parse(answer.toString(UTF_8));
    }
  }

  private SocketAddress place(HttpMessage request) {
    return request.header("Authorization").isPresent() ? http : UnixDomainSocketAddress.of(socket);
  }
}
