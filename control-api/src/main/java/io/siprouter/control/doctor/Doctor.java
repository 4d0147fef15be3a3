package io.siprouter.control.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Looks at everything, one after the other. One thread, which waits. */
public final class Doctor {

  private static final List<Checkup> CHECKUPS =
      List.of(
          new JavaCheckup(),
          new NativesCheckup(),
          new SqliteCheckup(),
          new Argon2Checkup(),
          new ConfigCheckup(),
          new FilesCheckup(),
          new KernelCheckup(),
          new ClockCheckup(),
          new AddressCheckup(),
          new PortsCheckup(),
          new CertificateCheckup(InstantSource.system()),
          new NameServersCheckup(),
          new ServersCheckup(),
          new DaemonCheckup(),
          new SelfCallCheckup());

  private Doctor() {}

  /**
   * Looks at a daemon and its machine.
   *
   * @param configFile need not exist
   * @param state need not exist
   * @param told hears each finding at once, since some take seconds
   */
  public static void examine(Path configFile, Path state, Consumer<Finding> told) {
    var patient = Patient.of(configFile, state, Machine.THIS);
    CHECKUPS.forEach(checkup -> look(checkup, patient).forEach(told));
  }

  private static List<Finding> look(Checkup checkup, Patient patient) {
    try {
      return checkup.look(patient);
    } catch (IOException e) {
      return List.of(
          Finding.fault(
              checkup.subject(),
              "cannot be looked at: " + e.getMessage(),
              "run this as the user that runs the daemon"));
    }
  }
}
