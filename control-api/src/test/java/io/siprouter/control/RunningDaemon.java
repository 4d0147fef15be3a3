package io.siprouter.control;

import io.siprouter.config.ConfigLoader;
import io.siprouter.control.command.Scope;
import io.siprouter.core.Engine;
import io.siprouter.core.phone.ScriptedPhone;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** A daemon on free ports of loopback, at which 101 and 102 can register. */
public final class RunningDaemon implements AutoCloseable {

  private final Daemon daemon;
  private final TestSite site;

  private RunningDaemon(Daemon daemon, TestSite site) {
    this.daemon = daemon;
    this.site = site;
  }

  public static RunningDaemon start(Path state) throws Exception {
    return start(state, "");
  }

  /**
   * Starts one with limits of its own.
   *
   * @param limits the fields of {@code server.limits}, for example {@code "banAfter": 1}
   */
  public static RunningDaemon start(Path state, String limits) throws Exception {
    return start(state, TestSite.find(), limits, List.of());
  }

  /**
   * Starts one at which others can register, too.
   *
   * @param others their numbers
   */
  public static RunningDaemon start(Path state, TestSite site, String limits, List<String> others)
      throws Exception {
    var file = state.resolve("config.json");
    Files.writeString(file, site.config(limits, others).toPrettyString());
    var text = ConfigLoader.loadText(file);
    return new RunningDaemon(Daemon.start(file, text, state, InstantSource.system()), site);
  }

  /** Where plain HTTP is served. */
  public InetSocketAddress http() {
    return site.http();
  }

  /** Where HTTPS is served. */
  public InetSocketAddress https() {
    return site.https();
  }

  /** Where SIP is spoken over UDP. */
  public InetSocketAddress sip() {
    return site.sip();
  }

  /** Where the first user is made. */
  public String setupLink() {
    return daemon.entrance().setupLink().orElseThrow();
  }

  /** Makes a token; its secret. */
  public String token(String id, Scope... scopes) {
    return daemon.entrance().access().addToken(id, Set.of(scopes)).join().secret();
  }

  public Engine engine() {
    return daemon.engine();
  }

  /** The phone 101, not registered yet. */
  public ScriptedPhone phone101() throws SocketException {
    return phone("101");
  }

  /** The phone 102, not registered yet. */
  public ScriptedPhone phone102() throws SocketException {
    return phone("102");
  }

  /** A phone that is not registered yet. */
  public ScriptedPhone phone(String number) throws SocketException {
    return site.phone(number);
  }

  @Override
  public void close() {
    daemon.close();
  }
}
