package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.config.AppConfig;
import java.util.List;

/** Whether the daemon would start with this configuration. */
final class ConfigCheckup implements Checkup {

  @Override
  public String subject() {
    return "configuration";
  }

  @Override
  public List<Finding> look(Patient patient) {
    if (!patient.faults().isEmpty()) {
      return patient.faults().stream()
          .map(
              fault ->
                  fault(
                      subject(),
                      "%s %s".formatted(fault.path(), fault.found()),
                      "allowed: %s; change %s".formatted(fault.allowed(), patient.configFile())))
          .toList();
    }
    return List.of(
        patient
            .config()
            .filter(_ -> patient.isConfigured())
            .map(config -> right(patient, config))
            .orElseGet(() -> missing(patient)));
  }

  private Finding missing(Patient patient) {
    return warning(
        subject(),
        patient.configFile() + " does not exist; the rest is about the defaults",
        "`run` writes one with two phones, or name yours by --config");
  }

  private Finding right(Patient patient, AppConfig config) {
    return ok(
        subject(),
        "%s: %d devices, %d providers, %d routes"
            .formatted(
                patient.configFile(),
                config.devices().size(),
                config.providers().size(),
                config.routes().size()));
  }
}
