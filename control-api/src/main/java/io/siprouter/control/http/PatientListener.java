package io.siprouter.control.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.control.doctor.PortHolder;
import io.siprouter.core.sip.transport.SipTransport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of HTTP that is served as soon as it can be taken: telephones do not wait for pages.
 * Opened by one thread; any may ask how it stands.
 */
final class PatientListener {

  private static final Logger log = LoggerFactory.getLogger(PatientListener.class);
  private static final int PATIENCE_S = 5;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * Where it is.
   *
   * @param host an address, not a name
   * @param setting of the configuration that changes the port
   */
  record Place(String protocol, String host, int port, String setting) {
    @Override
    public String toString() {
      return "%s port %d at %s".formatted(protocol, port, host);
    }
  }

  private final Vertx vertx;
  private final Place place;
  private final Supplier<HttpServer> servers;
  private volatile boolean served;

  /**
   * @param servers makes one that is not bound yet
   */
  PatientListener(Vertx vertx, Place place, Supplier<HttpServer> servers) {
    this.vertx = vertx;
    this.place = place;
    this.servers = servers;
  }

  /** Takes the port, or says why not and tries again and again. */
  void open() {
    var fault = attempt().map("").otherwise(why -> String.valueOf(why.getMessage()));
    try {
      var why = fault.await(PATIENCE_S, SECONDS);
      if (!why.isEmpty()) {
        complain(why);
      }
    } catch (TimeoutException _) {
      complain("no answer from the system");
    }
  }

  private Future<Place> attempt() {
    return servers
        .get()
        .listen(place.port(), place.host())
        .map(place)
        .onSuccess(_ -> served = true)
        .onFailure(_ -> vertx.setTimer(PAUSE.toMillis(), _ -> attemptAgain()));
  }

  private void attemptAgain() {
    var _ = attempt().onSuccess(_ -> log.info("{} is served now", place));
  }

  private void complain(String why) {
    var holder = PortHolder.of(SipTransport.TCP, new InetSocketAddress(place.host(), place.port()));
    log.error(
        "{} cannot be taken ({}{}). Pages and programs wait for it, telephones do not. End the"
            + " program that uses it, or change {}.",
        place,
        why,
        holder.map(it -> ", by " + it).orElse(""),
        place.setting());
  }

  boolean isServed() {
    return served;
  }

  @Override
  public String toString() {
    return place.toString();
  }
}
