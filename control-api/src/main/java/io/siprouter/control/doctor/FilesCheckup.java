package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;
import static io.siprouter.control.doctor.Finding.warning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may read passwords and state, and whether there is room for more of it. */
final class FilesCheckup implements Checkup {

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private static final long BYTES_PER_MB = 1 << 20;
  private static final long SCARCE_MB = 1_024;
  private static final long NONE_LEFT_MB = 50;

  @Override
  public String subject() {
    return "files";
  }

  @Override
  public List<Finding> look(Patient patient) throws IOException {
    return Stream.concat(
            Stream.of(configuration(patient.configFile())), state(patient.state()).stream())
        .toList();
  }

  private static Finding configuration(Path file) throws IOException {
    return Files.notExists(file)
        ? skipped("configuration file", "there is none")
        : secrecy("configuration file", file, "chmod 600 " + file);
  }

  private static List<Finding> state(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of(skipped("state folder", folder + " does not exist yet; `run` makes it"));
    }
    var secrecy = secrecy("state folder", folder, "chmod 700 " + folder);
    return List.of(secrecy, writability(folder), room(folder));
  }

  private static Finding secrecy(String check, Path path, String remedy) throws IOException {
    var given = Files.getPosixFilePermissions(path);
    var text = path + " is " + PosixFilePermissions.toString(given);
    return given.stream().noneMatch(OF_OTHERS::contains)
        ? ok(
            check,
            text + " and " + Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName() + "'s")
        : warning(check, text + ": others of this machine can get at its passwords", remedy);
  }

  private static Finding writability(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".doctor", ""));
      return ok("state folder", "can be written");
    } catch (IOException e) {
      return fault(
          "state folder",
          "cannot be written: " + e,
          "give it to the user that runs the daemon: chown -R siprouter " + folder);
    }
  }

  private static Finding room(Path folder) throws IOException {
    long mb = Files.getFileStore(folder).getUsableSpace() / BYTES_PER_MB;
    var found = mb + " MB free at " + folder;
    var remedy = "make room on this disk, or choose another by --state";
    if (mb < NONE_LEFT_MB) {
      return fault("disk", found, remedy);
    }
    return mb < SCARCE_MB ? warning("disk", found, remedy) : ok("disk", found);
  }
}
