package io.siprouter.control.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigChange;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.ConfigText;
import io.siprouter.config.Fault;
import io.siprouter.config.RestartNeeds;
import io.siprouter.config.pem.PemException;
import io.siprouter.control.config.ConfigOutcome.Applied;
import io.siprouter.control.config.ConfigOutcome.Conflict;
import io.siprouter.control.config.ConfigOutcome.Invalid;
import io.siprouter.control.config.ConfigOutcome.NoSuchVersion;
import io.siprouter.control.config.ConfigOutcome.NotWritten;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.state.AtomicFile;
import io.siprouter.core.state.FileSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of the configuration file: what is in it is in force, or cannot be used. One thread
 * at a time, which waits for the disk; only {@link #current} is for any.
 *
 * <p>A change is written before it comes into force, so that a disk that is full disturbs nothing,
 * and whoever is told that it is in force finds it after a restart.
 */
final class ConfigStore {

  private static final Logger log = LoggerFactory.getLogger(ConfigStore.class);

  private final Path path;
  private final AtomicFile file;
  private final ConfigVersions versions;
  private final ConfigLoader loader = ConfigLoader.ofProcess();
  private final Etags etags = new Etags();
  private final AppConfig started;
  private final ConfigFollower follower;
  private final EventBus events;
  private volatile ConfigSnapshot current;

  /**
   * @param path links are followed, so that they stay
   * @param started what is in force, read from there
   * @param state the folder of the daemon's state
   */
  ConfigStore(
      Path path,
      ConfigText started,
      Path state,
      ConfigFollower follower,
      EventBus events,
      FileSteps steps)
      throws IOException {
    this.path = path.toRealPath();
    this.file = new AtomicFile(this.path, steps);
    this.versions = new ConfigVersions(state);
    this.started = started.config();
    this.follower = follower;
    this.events = events;
    this.current = snapshot(started);
  }

  private ConfigSnapshot snapshot(ConfigText text) {
    return new ConfigSnapshot(text, etags.of(text.text()));
  }

  Path path() {
    return path;
  }

  /** What is in force. */
  ConfigSnapshot current() {
    return current;
  }

  /**
   * What a configuration would change; secrets may be masked in it.
   *
   * @throws ConfigException with everything that is wrong with it
   */
  ConfigPreview preview(byte[] json) throws ConfigException {
    var before = current.text();
    var after = loader.revise(path, before, json);
    return new ConfigPreview(
        before.config(),
        after.config(),
        before.changesTo(after),
        RestartNeeds.between(started, after.config()));
  }

  /**
   * Replaces the configuration; secrets may be masked in it.
   *
   * @param expected the tag of what is to be replaced, as a field {@code If-Match} has it
   * @param by who wants it
   */
  ConfigOutcome put(byte[] json, String expected, String by) {
    if (!Etags.match(expected, current.etag())) {
      return new Conflict(current.etag());
    }
    try {
      return replace(loader.revise(path, current.text(), json), by);
    } catch (ConfigException e) {
      return new Invalid(e.faults());
    }
  }

  /**
   * Takes up a configuration that was in force before.
   *
   * @param number empty for the one before this
   */
  ConfigOutcome rollBack(OptionalInt number, String by) {
    try {
      var known = versions.list();
      if (known.isEmpty()) {
        return new NoSuchVersion();
      }
      var text = versions.read(number.orElse(known.getFirst().number()));
      return text.isPresent() ? replace(loader.read(path, text.get()), by) : new NoSuchVersion();
    } catch (ConfigException e) {
      return new Invalid(e.faults());
    } catch (IOException e) {
      return new NotWritten(e.toString());
    }
  }

  /** What was in the file before, youngest first. */
  List<ConfigVersion> versions() throws IOException {
    return versions.list();
  }

  /** Follows all that is on the disk: the file, the secrets and the certificates it refers to. */
  void reloadAll(String by) {
    if (reload(by) instanceof Applied) {
      follower.refresh();
    }
  }

  /** Follows the file, whoever has written it, and the secrets that it refers to. */
  ConfigOutcome reload(String by) {
    try {
      var next = loader.read(path, Files.readAllBytes(path));
      if (next.text().equals(current.text().text())) {
        return next.config().equals(current.text().config())
            ? unchanged()
            : told(follow(next, by), by);
      }
      keepOrWarn(current.text().text().getBytes(UTF_8));
      return told(follow(next, by), by);
    } catch (ConfigException e) {
      return told(new Invalid(e.faults()), by);
    } catch (IOException e) {
      return told(new Invalid(List.of(Fault.unreadable(e))), by);
    }
  }

  /** Nobody waits for the outcome but people. */
  private ConfigOutcome told(ConfigOutcome outcome, String by) {
    switch (outcome) {
      case Applied(_, var changes, _) -> follower.reloaded(by, changes);
      case Invalid(var faults) -> complain(faults, by);
      case Conflict _, NoSuchVersion _, NotWritten _ -> {}
    }
    return outcome;
  }

  private void complain(List<Fault> faults, String by) {
    log.warn("{} is not used, nothing has changed ({}):", path, by);
    faults.forEach(fault -> log.warn("  {}", fault));
    events.publish(new ServerEvent.ConfigRejected(by, faults));
  }

  private ConfigOutcome replace(ConfigText next, String by) {
    var before = current.text();
    if (next.text().equals(before.text()) && next.config().equals(before.config())) {
      return unchanged();
    }
    try {
      keepWhatIsThere();
      file.write(next.text().getBytes(UTF_8));
    } catch (IOException e) {
      log.warn("{} cannot be written: {}", path, e.toString());
      return new NotWritten(e.toString());
    }
    var outcome = follow(next, by);
    if (outcome instanceof Invalid) {
      restore(before);
    }
    return outcome;
  }

  /** That may be other than what is in force, if somebody has just written what cannot be used. */
  private void keepWhatIsThere() throws IOException {
    var inForce = current.text().text().getBytes(UTF_8);
    if (Files.exists(path)) {
      var there = Files.readAllBytes(path);
      if (!Arrays.equals(there, inForce)) {
        versions.keep(there);
      }
    }
    versions.keep(inForce);
  }

  private void keepOrWarn(byte[] text) {
    try {
      versions.keep(text);
    } catch (IOException e) {
      log.warn("The configuration before this one is not kept: {}", e.toString());
    }
  }

  private void restore(ConfigText before) {
    try {
      file.write(before.text().getBytes(UTF_8));
    } catch (IOException e) {
      log.error("{} holds what cannot be used, and cannot be written", path, e);
    }
  }

  private ConfigOutcome unchanged() {
    return new Applied(
        current.etag(), List.of(), RestartNeeds.between(started, current.text().config()));
  }

  private ConfigOutcome follow(ConfigText next, String by) {
    try {
      var restart = follower.follow(next.config());
      var changes = current.text().changesTo(next);
      current = snapshot(next);
      tell(by, changes.stream().map(ConfigChange::path).toList(), restart);
      return new Applied(current.etag(), changes, restart);
    } catch (PemException e) {
      return new Invalid(
          List.of(new Fault("$", "cannot be used: " + e.getMessage(), "a PEM file")));
    }
  }

  private void tell(String by, List<String> changed, List<String> restart) {
    log.info("Configuration changed by {}: {}", by, changed);
    if (!restart.isEmpty()) {
      log.warn("A restart is needed for {}", restart);
    }
    events.publish(new ServerEvent.ConfigApplied(by, changed, restart));
  }
}
