package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.media.natives.Opus;
import io.siprouter.media.rtp.RtpIo;
import java.util.List;

/** What is used beside Java, none of it indispensable. */
final class NativesCheckup implements Checkup {

  @Override
  public String subject() {
    return "natives";
  }

  @Override
  public List<Finding> look(Patient patient) {
    return List.of(epoll(), opus());
  }

  private Finding opus() {
    return Opus.description()
        .map(description -> ok(subject(), "Opus by " + description))
        .orElseGet(
            () ->
                warning(
                    subject(),
                    "there is no libopus, so Opus is not offered",
                    "install it, on Debian: apt install libopus0"));
  }

  private Finding epoll() {
    try (var io = RtpIo.start(1)) {
      return io.usesEpoll()
          ? ok(subject(), "RTP sockets use epoll")
          : warning(
              subject(),
              "RTP sockets work without epoll, which costs more of the processor",
              "for more than some dozens of calls run on Linux, outside of a sandbox");
    }
  }
}
