package io.siprouter.core.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A phone without screen or sound card. It says its profile's source and records what it hears. */
public final class Baresip implements RealPeer {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Baresip 1.0 unregisters on SIGTERM, then may hang. */
  private static final Duration GRACE = Duration.ofMillis(300);

  private static final char KEY_UP = 4;
  private static final String HEARD = "-dec.wav";
  private static final String SAID = "-enc.wav";

  private final BaresipProfile profile;
  private final PeerProcess process;
  private final BaresipControl control;

  /** What was heard in calls that have ended. */
  private final Set<Path> finished = new HashSet<>();

  private Baresip(BaresipProfile profile, PeerProcess process, BaresipControl control) {
    this.profile = profile;
    this.process = process;
    this.control = control;
  }

  /** Returns once it can be steered. It has no account yet. */
  public static Baresip start(BaresipProfile profile) {
    Peer.BARESIP.require();
    if (BaresipControl.connect(profile.control()).isPresent()) {
      throw new IllegalStateException(profile.control() + " is taken by another baresip");
    }
    var process =
        PeerProcess.start(
            Namespace.command(
                profile.namespace(), List.of(PeerProcess.script("baresip"), "run", profile.name())),
            profile.environment(),
            profile.folder().resolveSibling(profile.name() + ".log"),
            GRACE);
    try {
      return new Baresip(profile, process, connect(profile, process));
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  private static BaresipControl connect(BaresipProfile profile, PeerProcess process) {
    var connected = new AtomicReference<BaresipControl>();
    Await.until(
        () -> "control connection, see " + process.log(),
        LIMIT,
        () -> {
          BaresipControl.connect(profile.control()).ifPresent(connected::set);
          return connected.get() != null;
        });
    return connected.get();
  }

  @Override
  public String name() {
    return profile.name();
  }

  @Override
  public List<Path> logs() {
    return List.of(process.log());
  }

  /** Adds the account and waits until the server has taken its registration. */
  public void register(SipAccount account) {
    var outcome = tryToRegister(account);
    if (!outcome.type().equals("REGISTER_OK")) {
      throw new AssertionError("Not registered: " + outcome);
    }
  }

  /** Adds the account and returns REGISTER_OK or REGISTER_FAIL. */
  public BaresipEvent tryToRegister(SipAccount account) {
    control.run("uanew", " " + account.line());
    return await("REGISTER_OK", "REGISTER_FAIL");
  }

  /** Removes the account from the server: it unregisters. */
  public void remove(SipAccount account) {
    control.run("uadel", account.uriOf(account.user()));
    await("UNREGISTERING");
  }

  /** Calls a number through the account's server. */
  public void dial(SipAccount account, String number) {
    control.run("dial", account.uriOf(number));
  }

  public void accept() {
    control.run("accept", "");
  }

  public void hangUp() {
    control.run("hangup", "");
  }

  public void hold() {
    control.run("hold", "");
  }

  public void resume() {
    control.run("resume", "");
  }

  /** Sends digits as telephone-events, each 100 ms long. Baresip takes keys by its console only. */
  public void press(String digits) {
    try (var keys = new DatagramSocket()) {
      keys.connect(profile.console());
      for (int i = 0; i < digits.length(); i++) {
        send(keys, digits.charAt(i));
        Await.pass(Duration.ofMillis(100));
        send(keys, KEY_UP);
        Await.pass(Duration.ofMillis(60));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(DatagramSocket keys, char key) throws IOException {
    byte[] bytes = String.valueOf(key).getBytes(US_ASCII);
    keys.send(new DatagramPacket(bytes, bytes.length));
  }

  public BaresipEvent awaitIncoming() {
    return await("CALL_INCOMING");
  }

  public BaresipEvent awaitRinging() {
    return await("CALL_RINGING");
  }

  public BaresipEvent awaitEstablished() {
    return await("CALL_ESTABLISHED");
  }

  /** Its {@code param} is the reason, for example "486 Busy Here". */
  public BaresipEvent awaitClosed() {
    var closed = await("CALL_CLOSED");
    finished.addAll(recordings(HEARD));
    return closed;
  }

  /** Waits until that much sound has arrived in the running call. */
  public void awaitHeard(Duration sound) {
    Await.until(
        () -> "%s hearing %d ms".formatted(name(), sound.toMillis()),
        LIMIT.plus(sound),
        () -> recordings(HEARD).stream().anyMatch(file -> isRunning(file, sound)));
  }

  private boolean isRunning(Path recording, Duration sound) {
    return !finished.contains(recording) && Recording.lengthSoFar(recording).compareTo(sound) >= 0;
  }

  /** The first event of these types not awaited before, within 10 s. */
  public BaresipEvent await(String... types) {
    return control.await(LIMIT, types);
  }

  /** Lets no event of an earlier call be taken for one of the next. */
  public void forgetEvents() {
    control.run("listcalls", "");
    control.forget();
  }

  /** Any command of baresip's menu. */
  public String command(String name, String parameters) {
    return control.run(name, parameters);
  }

  /** What was heard in the latest call that has ended. */
  public Recording heard() {
    return latest(HEARD);
  }

  /** What was said in the latest call that has ended. */
  public Recording said() {
    return latest(SAID);
  }

  /** A command is answered after the end of a call, and with it the recording, is done. */
  private Recording latest(String ending) {
    control.run("listcalls", "");
    return recordings(ending).stream()
        .max(Comparator.naturalOrder())
        .map(Recording::read)
        .orElseThrow(() -> new AssertionError(name() + " has recorded nothing"));
  }

  private List<Path> recordings(String ending) {
    try (var files = Files.list(profile.folder().resolve("recordings"))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    control.close();
    process.close();
  }
}
