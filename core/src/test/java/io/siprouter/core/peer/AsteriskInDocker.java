package io.siprouter.core.peer;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Asterisk in a container on the host's network. It runs as the user who runs the tests. */
final class AsteriskInDocker implements Asterisk {
  private static final String SCRIPT = "/peers/asterisk";

  private final AsteriskProfile profile;
  private final GenericContainer<?> container;

  AsteriskInDocker(AsteriskProfile profile) {
    this.profile = profile;
    this.container = new GenericContainer<>(image());
    try {
      Files.createDirectories(profile.folder());
      Files.createDirectories(AsteriskProfile.certificates());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    container
        .withNetworkMode("host")
        .withEnv(profile.environment())
        .withCommand(profile.configuration())
        .withCreateContainerCmdModifier(this::shareFolder)
        .start();
  }

  private static ImageFromDockerfile image() {
    return new ImageFromDockerfile("siprouter-asterisk-peer", false)
        .withFileFromPath("Dockerfile", Path.of("../docker/asterisk-peer/Dockerfile"))
        .withFileFromPath("peers", Path.of("src/test/peers"));
  }

  private void shareFolder(CreateContainerCmd command) {
    Objects.requireNonNull(command.getHostConfig())
        .withBinds(shared(profile.folder()), shared(AsteriskProfile.certificates()));
    command.withUser(owner(profile.folder()));
  }

  private static Bind shared(Path folder) {
    return Bind.parse(folder + ":" + folder);
  }

  private static String owner(Path path) {
    try {
      return Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public AsteriskProfile profile() {
    return profile;
  }

  @Override
  public boolean isAlive() {
    return container.isRunning();
  }

  @Override
  public String cli(String command) {
    try {
      return container.execInContainer(SCRIPT, "cli", profile.configuration(), command).getStdout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in '" + command + "'", e);
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
