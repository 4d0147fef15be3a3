package io.siprouter.core.registrar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.core.registrar.RegistrationLines.Unreadable;
import io.siprouter.core.state.AtomicFile;
import io.siprouter.core.state.FileSteps;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps bindings in a file. One thread at a time. */
public final class RegistrationFile implements RegistrationStore {

  private static final Logger log = LoggerFactory.getLogger(RegistrationFile.class);

  private static final String NAME = "registrations";

  private final AtomicFile file;

  /**
   * @param folder the folder of the daemon's state, which exists
   */
  public RegistrationFile(Path folder) {
    this(folder, FileSteps.REAL);
  }

  RegistrationFile(Path folder, FileSteps steps) {
    file = new AtomicFile(folder.resolve(NAME), steps);
  }

  /** What a daemon with this folder saved last and still holds; changes nothing. Any thread. */
  public static List<Binding> peek(Path folder, InstantSource clock) {
    try {
      var now = clock.instant();
      return RegistrationLines.read(Files.readString(folder.resolve(NAME))).stream()
          .filter(binding -> binding.isLive(now))
          .toList();
    } catch (IOException | Unreadable _) {
      return List.of();
    }
  }

  @Override
  public List<Binding> load() {
    try {
      return RegistrationLines.read(Files.readString(file.path()));
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (Unreadable | CharacterCodingException e) {
      putAside(e);
      return List.of();
    } catch (IOException e) {
      log.warn("Registrations cannot be read, phones have to register again", e);
      return List.of();
    }
  }

  @Override
  public void save(List<Binding> bindings) throws IOException {
    file.write(RegistrationLines.write(bindings).getBytes(UTF_8));
  }

  /** The newest broken file is kept for people to look at. */
  private void putAside(Exception why) {
    var aside = file.path().resolveSibling(file.path().getFileName() + ".broken");
    log.warn("Registrations are unreadable ({}) and put aside as {}", why.getMessage(), aside);
    try {
      Files.move(file.path(), aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.warn("They cannot be put aside", e);
    }
  }
}
