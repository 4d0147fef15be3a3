package io.siprouter.core.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks a name server whether it is there. Any thread, which waits. */
public final class NameServerProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private NameServerProbe() {}

  /** Whom the engine would ask: the configured servers, else those of the system. */
  public static List<InetSocketAddress> servers(List<InetSocketAddress> configured) {
    return List.copyOf(NameServers.of(configured).servers());
  }

  /** How long its answer took, whatever it says; empty where there was none. */
  public static Optional<Duration> ask(InetSocketAddress server) {
    var resolver = new SimpleResolver(server);
    resolver.setTimeout(PATIENCE);
    long beginNanos = System.nanoTime();
    try {
      var _ = resolver.send(Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN)));
      return Optional.of(Duration.ofNanos(System.nanoTime() - beginNanos));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
