package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.config.ConfigException;
import io.siprouter.control.demo.SelfCall;
import io.siprouter.control.demo.SelfCall.Ear;
import io.siprouter.core.sip.SipBindException;
import java.io.IOException;
import java.util.List;

/**
 * A call with sound between two phones of ours, through an engine of its own on free ports of
 * loopback: it needs no account, and disturbs no daemon that runs.
 */
final class SelfCallCheckup implements Checkup {

  /** What people begin to notice, ITU-T G.114. */
  private static final double LONG_DELAY_MS = 150;

  private static final String REMEDY =
      "this machine is too busy for sound: look at `top`, and run `siprouter demo` again later";

  @Override
  public String subject() {
    return "call to itself";
  }

  @Override
  public List<Finding> look(Patient patient) throws IOException {
    try {
      var call = SelfCall.run();
      return call.failure()
          .map(why -> List.of(fault(subject(), why, "the lines of the log above say more")))
          .orElseGet(() -> call.ears().stream().map(this::judged).toList());
    } catch (ConfigException | SipBindException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private Finding judged(Ear ear) {
    var found =
        "phone %s hears %s; %d packets, %d lost, jitter %.1f ms, delay %s"
            .formatted(
                ear.phone(),
                tones(ear),
                ear.packets(),
                ear.lost(),
                ear.jitterMs(),
                Double.isNaN(ear.delayMs()) ? "not measured" : "%.0f ms".formatted(ear.delayMs()));
    if (!ear.hearsOther() || ear.hearsItself()) {
      return fault(subject(), found, "the sound path is broken: report this with the output");
    }
    return ear.lost() > 0 || ear.delayMs() > LONG_DELAY_MS
        ? warning(subject(), found, REMEDY)
        : ok(subject(), found);
  }

  private static String tones(Ear ear) {
    if (!ear.hearsOther()) {
      return "nothing of the other";
    }
    return ear.hearsItself() ? "the other and itself" : "the other and not itself";
  }
}
